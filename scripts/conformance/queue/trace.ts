// Replays a recording of RabbitMQ against the queue model, and says where they part. What the model does not have yet is a
// difference too, with a note that names it.

import { CHANNEL_CLOSED } from '../../../src/engine/queue/refusal.ts';
import { advance } from '../../../src/engine/run.ts';
import type { Difference } from '../difference.ts';
import { equal, type Json } from '../json.ts';
import { ask, type Bench, createBench } from './bench.ts';
import { declaringVerbs } from './declaring.ts';
import { seenIn } from './seen.ts';
import { usingVerbs } from './using.ts';
import { type Step, type Verbs, without } from './verb.ts';

/** How long the recorder lets pass before and after it marks an instant. */
const MARK_MS = 1100;

const pass = ({ run }: Bench, ms: number): void => advance(run, run.world.now + ms);

const VERBS: Verbs = {
  ...declaringVerbs,
  ...usingVerbs,
  restart: {
    says: [],
    replay: (bench) => {
      ask(bench, { kind: 'restart' });
      return {};
    },
  },
  wait: {
    says: ['ms'],
    replay: (bench, step) => {
      pass(bench, step['ms'] as number);
      return {};
    },
  },
  mark: {
    says: ['name'],
    replay: (bench, step) => {
      pass(bench, MARK_MS);
      bench.marks.set(step['name'] as string, bench.run.world.now);
      pass(bench, MARK_MS);
      return {};
    },
  },
};

/** Where the model parts from the recording: one entry per field that differs; none if it conforms. */
export function replayRabbitTrace(trace: unknown): Difference[] {
  const { steps } = trace as { steps: readonly Step[] };
  const bench = createBench();
  const differences: Difference[] = [];
  for (const [index, step] of steps.entries()) {
    const lack = lackFor(step);
    // what follows would only differ because of this
    if (lack !== null)
      return [
        ...differences,
        { step: index, expected: null, got: null, note: `The model does not have ${lack}.` },
      ];
    differences.push(...compare(index, step.see ?? {}, replayStep(bench, step)));
  }
  return differences;
}

function lackFor(step: Step): string | null {
  const verb = VERBS[step.do];
  if (!verb) return `the verb "${step.do}"`;
  for (const name in step)
    if (name !== 'do' && name !== 'see' && !verb.says.includes(name)) return `"${name}" for "${step.do}"`;
  return null;
}

/** Does a step and gives what its clients saw of it. @throws if the model does not have the verb */
export function replayStep(bench: Bench, step: Step): Json {
  const client = step['client'] as string | undefined;
  if (step.do === 'restart') bench.lost.clear();
  if (client !== undefined && bench.lost.has(client)) {
    if (!STARTS_ANEW.includes(step.do))
      return { error: { [client]: [{ scope: 'client', name: CHANNEL_CLOSED.error }] } };
    bench.lost.delete(client);
  }
  const from = bench.run.journal.length;
  const own = VERBS[step.do]!.replay(bench, step);
  const facts = bench.run.journal.slice(from);
  for (const fact of facts)
    if (fact.kind === 'refused' && fact.of === 'queue' && fact.scope === 'connection' && fact.client !== null)
      bench.lost.add(fact.client);
  const see: Json = { ...own, ...seenIn(bench, facts) };
  // a passive declaration shows its error in the field `queue`
  return step.do === 'inspect' ? without(see, 'error') : see;
}

/** What makes a client's name free, or gives it a new connection. */
const STARTS_ANEW = ['crash', 'open'];

function compare(step: number, expected: Json, got: Json): Difference[] {
  const differences: Difference[] = [];
  for (const field of new Set([...Object.keys(expected), ...Object.keys(got)])) {
    const wanted = expected[field];
    let found = got[field];
    // a queue's consumers were not recorded where they are not told
    if (field === 'queue' && wanted && found && !('consumers' in (wanted as Json)))
      found = without(found as Json, 'consumers');
    if (!equal(wanted, found))
      differences.push({ step, expected: wanted ?? null, got: found ?? null, note: field });
  }
  return differences;
}
