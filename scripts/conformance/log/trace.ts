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
import type { Step, Verbs } from './verb.ts';

/** Settings of clients that would change what is seen, and that the model does not have. */
const LACKED: Readonly<Record<string, (value: string) => boolean>> = {
  'isolation.level': (value) => value !== 'read_uncommitted',
  'transactional.id': () => true,
  'max.in.flight.requests.per.connection': () => true,
  'enable.idempotence': () => true,
  retries: () => true,
};

const VERBS: Verbs = {
  ...storageVerbs,
  ...producingVerbs,
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

function lackFor(step: Step): string | null {
  if (!VERBS[step.do]) return `the verb "${step.do}"`;
  const config = (step['config'] as Record<string, string> | undefined) ?? {};
  const ofClient = !step.do.endsWith('-topic') && step.do !== 'open-share-consumer';
  for (const name in config)
    if (ofClient && LACKED[name]?.(config[name]!)) return `the setting ${name}=${config[name]}`;
  if (step['isolation'] !== undefined) return 'isolation levels';
  return null;
}

/** The same with keys and values in one spelling. */
function respelled(see: unknown): unknown {
  if (typeof see !== 'object' || see === null) return see;
  if (Array.isArray(see)) return see.map(respelled);
  if ('deliveryCount' in see) return { ...see, value: spelled((see as unknown as PolledRecord).value) };
  if ('offset' in see && 'value' in see) return spelledRecord(see as unknown as PolledRecord);
  return Object.fromEntries(Object.entries(see).map(([name, value]) => [name, respelled(value)]));
}
