// What a scenario file may contain, field by field. A file that does not fit gets one sentence that names the field, what stands
// there and what would be right; nothing of it is used then.

import * as v from 'valibot';
import { partOf } from './compile.ts';
import { measures } from './measure.ts';
import type { Scenario } from './scenario.ts';
import { unknownSubject } from './subjects.ts';

const name = v.pipe(v.string(), v.regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, 'small letters, digits and hyphens'));
const text = v.pipe(v.string(), v.nonEmpty('some text'));
const whole = v.pipe(v.number(), v.safeInteger('a whole number'));
const instant = v.pipe(whole, v.minValue(0, 'milliseconds from 0 on'));
const settings = v.record(v.string(), v.union([v.string(), whole, v.boolean()]));

const measured = v.pipe(
  v.looseObject({ measure: v.picklist(Object.keys(measures), 'the name of a measure') }),
  v.check((one) => {
    const { needs, may = [] } = measures[one.measure]!;
    return (
      needs.every((subject) => typeof (one as Record<string, unknown>)[subject] === 'string') &&
      extra(one, ['measure', 'lane', ...needs, ...may]).length === 0
    );
  }, 'a measure with the subjects that it takes, see simulations/README.md'),
);

const extra = (object: object, known: readonly string[]): string[] =>
  Object.keys(object).filter((key) => !known.includes(key));

const term: v.GenericSchema = v.lazy((input) => {
  if (typeof input === 'number') return whole;
  if (typeof input === 'object' && input !== null && 'plus' in input)
    return v.strictObject({ plus: v.tuple([term, term]) });
  if (typeof input === 'object' && input !== null && 'minus' in input)
    return v.strictObject({ minus: v.tuple([term, term]) });
  return measured;
});

const predicate: v.GenericSchema = v.lazy((input) => {
  const comparison = v.tuple([term, term]);
  const form = typeof input === 'object' && input !== null ? Object.keys(input)[0] : undefined;
  switch (form) {
    case 'is':
      return v.strictObject({ is: comparison });
    case 'atLeast':
      return v.strictObject({ atLeast: comparison });
    case 'atMost':
      return v.strictObject({ atMost: comparison });
    case 'all':
      return v.strictObject({ all: v.array(predicate) });
    case 'any':
      return v.strictObject({ any: v.array(predicate) });
    case 'not':
      return v.strictObject({ not: predicate });
    case 'from':
      return v.strictObject({ from: instant });
    default:
      return v.custom(() => false, 'one of is, atLeast, atMost, all, any, not, from');
  }
});

const planned = {
  key: v.nullable(v.string()),
  order: v.optional(text),
  what: v.optional(text),
  amount: v.optional(whole),
};

const route = v.union(
  [
    v.strictObject({ topic: text, keyed: v.optional(v.boolean()), partition: v.optional(instant) }),
    v.strictObject({ exchange: v.string(), key: v.optional(v.string()) }),
  ],
  'a topic, or an exchange',
);

const effectRule = v.strictObject({
  effect: text,
  skipsAmountsOver: v.optional(whole),
  once: v.optional(v.boolean()),
  onlyAfter: v.optional(text),
});

const workerFields = {
  source: text,
  fetchMs: v.optional(instant),
  workMs: instant,
  settleMs: v.optional(instant),
  settle: v.optional(v.picklist(['after', 'before', 'never'], 'after, before or never')),
  prefetch: v.optional(instant),
  noAck: v.optional(v.boolean()),
  config: v.optional(settings),
  partitions: v.optional(v.array(text)),
  effects: v.optional(v.array(effectRule)),
  refuses: v.optional(v.strictObject({ orders: v.array(text), requeue: v.boolean() })),
};
const workerSpec = v.strictObject({ id: name, service: name, ...workerFields });

/** The arguments of each verb that a scenario may use. */
const VERBS: Record<string, v.ObjectEntries> = {
  send: { producer: text, send: v.strictObject(planned) },
  route: { producer: text, route },
  'start-worker': { spec: workerSpec },
  'restart-worker': { worker: name },
  'stop-worker': { worker: name },
  'crash-worker': { worker: name },
  'configure-worker': { worker: name, change: v.partial(v.strictObject(workerFields)) },
  'create-topic': {
    topic: text,
    partitions: v.pipe(whole, v.minValue(1, 'at least 1')),
    config: v.optional(settings),
  },
  'add-partitions': { topic: text, total: whole },
  'alter-topic': { topic: text, config: settings },
  'delete-topic': { topic: text },
  'delete-records': { topic: text, before: v.record(v.string(), whole) },
  seek: {
    consumer: text,
    partition: text,
    to: v.union([instant, v.picklist(['beginning', 'end'])], 'an offset, beginning or end'),
  },
  'reset-offsets': {
    group: text,
    topics: v.optional(v.array(text)),
    to: v.union(
      [
        v.picklist(['earliest', 'latest', 'current']),
        v.strictObject({ offset: whole }),
        v.strictObject({ shift: whole }),
        v.strictObject({ time: whole }),
      ],
      'earliest, latest, current, an offset, a shift or a time',
    ),
  },
  'declare-exchange': { exchange: text, type: v.picklist(['direct', 'fanout'], 'direct or fanout') },
  'declare-queue': { queue: text, args: v.optional(settings) },
  bind: { exchange: v.string(), queue: text, key: v.optional(v.string()) },
  unbind: { exchange: v.string(), queue: text, key: v.optional(v.string()) },
  'delete-queue': { queue: text },
  purge: { queue: text },
  get: { client: text, queue: text, noAck: v.optional(v.boolean()) },
};

const deedWith = (more: v.ObjectEntries) =>
  v.lazy((input) => {
    const verb = typeof input === 'object' && input !== null ? String((input as { do?: unknown }).do) : '';
    const args = VERBS[verb];
    if (!args)
      return v.strictObject({
        do: v.picklist(Object.keys(VERBS), `one of the verbs ${Object.keys(VERBS).join(', ')}`),
      });
    return v.strictObject({ ...more, in: v.optional(name), do: v.literal(verb), ...args });
  });
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
  text: v.pipe(text, v.maxLength(240, 'at most 240 characters')),
  focus: v.optional(text),
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
        broker: v.picklist(['queue', 'log'], 'queue or log'),
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
  expects: v.optional(v.array(v.strictObject({ producer: text, service: text, effect: text }))),
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
    if (broker && (part === 'queue' || part === 'log') && part !== broker)
      throw new ScenarioError(`steps.${index}.do: a ${broker} lane cannot ${step.do}.`);
  }
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
