// What a scenario file may contain, field by field. A file that does not fit gets one sentence that names the field, what stands
// there and what would be right; nothing of it is used then.

import * as v from 'valibot';
import { partOf } from './compile.ts';
import { deedWith, planned } from './deed-schema.ts';
import { instant, name, text, whole } from './fields.ts';
import { predicate } from './predicate-schema.ts';
import type { Scenario } from './scenario.ts';
import { unknownSubject } from './subjects.ts';
import { spoken } from './words.ts';

const deed = deedWith({});

const action = v.strictObject({
  id: name,
  label: text,
  deeds: v.array(deed),
  unless: v.optional(predicate),
  why: v.optional(text),
});

const bet = v.strictObject({
  id: name,
  question: text,
  options: v.pipe(
    v.array(v.strictObject({ id: name, says: text, holds: predicate })),
    v.minLength(2, 'at least two options'),
    v.maxLength(4, 'at most four options'),
  ),
  until: v.optional(predicate),
  because: text,
});

const beat = v.strictObject({
  id: name,
  section: v.optional(text),
  when: predicate,
  title: text,
  text: v.pipe(
    text,
    v.check((said) => spoken(said).length <= 240, 'at most 240 characters'),
  ),
  focus: v.optional(text),
  lanes: v.optional(v.array(name)),
  turning: v.optional(v.boolean()),
  bet: v.optional(bet),
  actions: v.optional(v.array(action)),
});

const lesson = v.strictObject({
  number: v.pipe(whole, v.minValue(1, 'from 1 on')),
  part: v.picklist([1, 2, 3, 4], '1, 2, 3 or 4'),
  question: text,
  settings: text,
  beats: v.pipe(v.array(beat), v.minLength(5, 'at least five beats'), v.maxLength(9, 'at most nine beats')),
  challenge: v.strictObject({
    task: text,
    goal: predicate,
    actions: v.array(action),
    lanes: v.optional(v.array(name)),
    from: instant,
    runsForMs: instant,
    solution: v.array(name),
    hints: v.array(v.strictObject({ id: name, when: predicate, says: text })),
    solved: text,
  }),
  keep: text,
  leavesOut: text,
  next: v.optional(name),
});

const scenario = v.strictObject({
  name,
  title: text,
  seed: instant,
  until: instant,
  lanes: v.pipe(
    v.array(
      v.strictObject({
        id: name,
        broker: v.picklist(['queue', 'log', 'redis', 'direct'], 'queue, log, redis or direct'),
        title: text,
        about: text,
        settings: v.optional(v.record(v.string(), whole)),
      }),
    ),
    v.minLength(1, 'at least one lane'),
  ),
  senders: v.array(
    v.strictObject({
      id: name,
      latencyMs: v.optional(instant),
      plan: v.union(
        [
          v.strictObject({ list: v.array(v.strictObject({ at: instant, ...planned })) }),
          v.strictObject({ count: instant, everyMs: instant, from: instant, keys: v.array(text) }),
        ],
        'a list of sends, or a count with everyMs, from and keys',
      ),
    }),
  ),
  steps: v.array(deedWith({ at: instant })),
  expects: v.optional(
    v.array(
      v.strictObject({
        producer: v.optional(text),
        service: text,
        effect: text,
        latest: v.optional(v.boolean()),
      }),
    ),
  ),
  claims: v.array(
    v.strictObject({
      says: text,
      holds: predicate,
      at: v.optional(instant),
      acts: v.optional(v.array(v.strictObject({ at: instant, action: name }))),
    }),
  ),
  lesson: v.optional(lesson),
});

/**
 * Checks that something is a scenario, and gives it back typed.
 * @throws {ScenarioError} with one sentence that names the first field that is wrong
 */
export function checkScenario(input: unknown): Scenario {
  const result = v.safeParse(scenario, input, { abortEarly: true });
  if (!result.success) throw new ScenarioError(sentenceOf(result.issues[0]));
  const checked = result.output as unknown as Scenario;
  const lanes = new Set(checked.lanes.map(({ id }) => id));
  for (const [index, step] of checked.steps.entries()) {
    if (step.in !== undefined && !lanes.has(step.in))
      throw new ScenarioError(
        `steps.${index}.in: there is no lane "${step.in}"; the lanes are ${[...lanes].join(', ')}.`,
      );
    const part = partOf(step.do);
    const broker = checked.lanes.find(({ id }) => id === step.in)?.broker;
    if (broker && part !== 'send' && part !== 'clients' && part !== broker)
      throw new ScenarioError(`steps.${index}.do: a ${broker} lane cannot ${step.do}.`);
  }
  const { beats = [], challenge } = checked.lesson ?? {};
  for (const part of [...beats, ...(challenge ? [challenge] : [])])
    for (const id of part.lanes ?? [])
      if (!lanes.has(id))
        throw new ScenarioError(
          `lesson.${'id' in part ? part.id : 'challenge'}.lanes: there is no lane "${id}"; the lanes are ${[...lanes].join(', ')}.`,
        );
  const problem = unknownSubject(checked);
  if (problem) throw new ScenarioError(problem);
  return checked;
}

/** What is wrong with a scenario file, and where. */
export class ScenarioError extends Error {
  override readonly name = 'ScenarioError';
}

function sentenceOf(issue: v.BaseIssue<unknown>): string {
  const path = v.getDotPath(issue) ?? '';
  const got = JSON.stringify(issue.input)?.slice(0, 60) ?? 'nothing';
  const where = path === '' ? 'The scenario' : path;
  if (issue.type === 'strict_object' && issue.expected === 'never')
    return `${where}: there is no such field.`;
  if (issue.input === undefined) return `${where}: it is missing; a scenario needs it.`;
  const message = issue.message.startsWith('Invalid')
    ? `${issue.expected ?? 'something else'}`
    : issue.message;
  return `${where}: there stands ${got}; right would be ${message}.`;
}
