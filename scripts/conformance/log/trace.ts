// Replays a recording of Kafka, in the format log-trace/1, against the log model, and says where they part. What the model does not
// have yet is a difference too, with a note that names it.

import type { PolledRecord } from '../../../src/engine/log/consumer/command.ts';
import type { Difference } from '../difference.ts';
import { equal, type Json } from '../json.ts';
import { createBench, pass } from './bench.ts';
import { cli } from './cli.ts';
import { groupVerbs } from './groups.ts';
import { offsetVerbs } from './offsets.ts';
import { spelled, spelledRecord } from './payload.ts';
import { producingVerbs } from './producing.ts';
import { readingVerbs } from './reading.ts';
import { settle } from './settle.ts';
import { forShareConsumer, sharingVerbs } from './sharing.ts';
import { storageVerbs } from './storage.ts';
import { transactionVerbs } from './transactions.ts';
import type { Step, Verbs } from './verb.ts';

const VERBS: Verbs = {
  ...storageVerbs,
  ...producingVerbs,
  ...transactionVerbs,
  ...readingVerbs,
  ...offsetVerbs,
  wait: (bench, step) => {
    pass(bench, step['ms'] as number);
    return {};
  },
  settle,
  cli,
  ...groupVerbs,
  ...sharingVerbs,
};

/** Where the model parts from the recording; none if it conforms. */
export function replayLogTrace(trace: unknown): Difference[] {
  const { settings = {}, steps } = trace as { settings?: Record<string, string>; steps: Step[] };
  const bench = createBench(settings, timestampsOf(steps));
  const differences: Difference[] = [];
  for (const [index, step] of steps.entries()) {
    const lack = lackFor(step);
    // what follows would only differ because of this
    if (lack !== null)
      return [
        ...differences,
        { step: index, expected: null, got: null, note: `The model does not have ${lack}.` },
      ];
    const expected = respelled(step.see ?? {}) as Json;
    const got = (forShareConsumer(bench, step) ?? VERBS[step.do]!)(bench, step);
    if (!equal(expected, got)) differences.push({ step: index, expected, got, note: step.do });
  }
  return differences;
}

function timestampsOf(steps: readonly Step[]): Set<number> {
  const given = steps.flatMap((step) => [step, ...((step['records'] as Json[] | undefined) ?? [])]);
  return new Set(given.map(({ timestamp }) => timestamp).filter((one) => typeof one === 'number'));
}

const lackFor = (step: Step): string | null => (VERBS[step.do] ? null : `the verb "${step.do}"`);

/** The same with keys and values in one spelling. */
function respelled(see: unknown): unknown {
  if (typeof see !== 'object' || see === null) return see;
  if (Array.isArray(see)) return see.map(respelled);
  if ('deliveryCount' in see) return { ...see, value: spelled((see as unknown as PolledRecord).value) };
  if ('offset' in see && 'value' in see) return spelledRecord(see as unknown as PolledRecord);
  return Object.fromEntries(Object.entries(see).map(([name, value]) => [name, respelled(value)]));
}
