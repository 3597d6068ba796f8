// The verbs of consumers.

import { isRefusal } from '../../../src/engine/command.ts';
import type { PolledRecord, PollRefusal } from '../../../src/engine/log/consumer/command.ts';
import { endFor } from '../../../src/engine/log/consumer/position.ts';
import type { CommitOffset } from '../../../src/engine/log/group/command.ts';
import { refusal } from '../../../src/engine/log/refusal.ts';
import type { FoundOffset } from '../../../src/engine/log/storage/command.ts';
import type { Payload } from '../../../src/engine/vocabulary.ts';
import type { Json } from '../json.ts';
import {
  ask,
  type Bench,
  callbacksOf,
  consumerDefaults,
  drain,
  newProcess,
  pollFor,
  processOf,
  stateOf,
} from './bench.ts';
import { spelledRecord } from './payload.ts';
import { client, done, foundOffset, mapValues, pick, shown, type Step, type Verbs } from './verb.ts';

export const readingVerbs: Verbs = {
  'open-consumer': (bench, step) => {
    const given = (step['config'] ?? {}) as Readonly<Record<string, string>>;
    const config = {
      'client.id': client(step),
      ...consumerDefaults(bench, given['group.protocol']),
      ...given,
    };
    const consumer = newProcess(bench, client(step));
    const commitsOnRevoke = given['x.commit-on-revoke'] === 'true';
    const asked = { kind: 'open-consumer', consumer, ...pick(step, 'group'), config, commitsOnRevoke };
    return done(ask(bench, asked as never));
  },
  assign: (bench, step) => ofConsumer(bench, step, 'assign', 'partitions'),
  subscribe: (bench, step) =>
    step['pattern'] === undefined
      ? ofConsumer(bench, step, 'subscribe', 'topics')
      : ofConsumer(
          bench,
          { ...step, expression: step['pattern'], by: step['re2j'] ? 'coordinator' : 'client' },
          ...['subscribe-pattern', 'expression', 'by'],
        ),
  unsubscribe: (bench, step) => ofConsumer(bench, step, 'unsubscribe'),
  pause: (bench, step) => ofConsumer(bench, step, 'pause', 'partitions'),
  resume: (bench, step) => ofConsumer(bench, step, 'resume', 'partitions'),
  seek: (bench, step) => ofConsumer(bench, step, 'seek', 'partition', 'to'),
  'close-consumer': (bench, step) => ofConsumer(bench, step, 'close-consumer', 'membership'),
  'kill-consumer': (bench, step) => ofConsumer(bench, step, 'kill-consumer'),
  poll,
  positions: (bench, step) => {
    const consumer = processOf(bench, client(step));
    const answer = ask(bench, { kind: 'positions', consumer }) as Json;
    if (!isRefusal(answer)) return answer;
    const { positions } = stateOf(bench).consumers[consumer]!;
    // the one recorder asks for all of them, the other for each
    return bench.groups ? shown(answer) : mapValues(positions, (position) => position ?? shown(answer));
  },
  'offsets-for-times': (bench, step) => {
    const consumer = processOf(bench, client(step));
    const asked = { kind: 'offsets-for-times', consumer, times: step['times'] };
    const answer = ask(bench, asked as never) as Record<string, FoundOffset | null>;
    return mapValues(answer, (found) => found && foundOffset(bench, found));
  },
  'end-offsets': (bench, step) => {
    const { partitions, consumers } = stateOf(bench);
    const asked = step['partitions'] as readonly string[];
    const missing = asked.find((id) => !partitions[id]);
    if (missing !== undefined)
      return shown(refusal('TimeoutException', `No metadata for ${missing} in default.api.timeout.ms.`));
    const consumer = consumers[processOf(bench, client(step))]!;
    return Object.fromEntries(asked.map((id) => [id, endFor(consumer, partitions[id]!)]));
  },
  commit: (bench, step) => ofConsumer(bench, withPlainMetadata(step), 'commit', 'offsets'),
};

function ofConsumer(bench: Bench, step: Step, kind: string, ...names: readonly string[]): Json {
  const consumer = processOf(bench, client(step));
  const from = bench.run.journal.length;
  const see = done(ask(bench, { kind, consumer, ...pick(step, ...names) } as never));
  const leaves = kind === 'close-consumer' || kind === 'unsubscribe';
  return { ...see, ...(leaves && eventsOf(bench, consumer, from)) };
}

/** Recordings write long texts as one character so many times. */
function withPlainMetadata(step: Step): Step {
  const offsets = step['offsets'] as Readonly<Record<string, CommitOffset>> | undefined;
  if (!offsets) return step;
  const plain = mapValues(offsets, (one) => {
    const metadata = typeof one === 'number' ? undefined : (one.metadata as Payload | undefined);
    if (typeof metadata !== 'object' || !('fill' in metadata)) return one;
    return { ...(one as object), metadata: metadata.fill.repeat(metadata.size) };
  });
  return { ...step, offsets: plain };
}

function eventsOf(bench: Bench, consumer: string, from: number): Json {
  const events = bench.groups ? callbacksOf(bench, consumer, from) : [];
  return events.length ? { events } : {};
}

function poll(bench: Bench, step: Step): Json {
  const consumer = processOf(bench, client(step));
  const from = bench.run.journal.length;
  const polled = polledBy(bench, step, consumer);
  const events = eventsOf(bench, consumer, from);
  if (isRefusal(polled)) {
    const { partitions } = polled;
    // the two sets of recordings show a failed poll each in its own way
    return {
      ...shown(polled),
      ...(bench.groups ? { records: {} } : partitions && { partitions }),
      ...events,
    };
  }
  const records: Record<string, object[]> = {};
  for (const { partition, offset, key, value } of polled)
    (records[partition] ??= []).push(spelledRecord({ offset, key, value }));
  if (!step.see || !('positions' in step.see)) return { records, ...events };
  return { records, positions: { ...stateOf(bench).consumers[consumer]!.positions }, ...events };
}

function polledBy(bench: Bench, step: Step, consumer: string): PollRefusal | readonly PolledRecord[] {
  if (step['once']) return pollFor(bench, consumer, 1500);
  if (!step['brief']) return drain(bench, consumer, 450);
  const until = bench.run.world.now + 400;
  const records: PolledRecord[] = [];
  while (bench.run.world.now < until) {
    const polled = pollFor(bench, consumer, until - bench.run.world.now);
    if (isRefusal(polled)) return polled;
    records.push(...polled);
  }
  return records;
}
