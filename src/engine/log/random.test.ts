// Random conversations with the broker. After each step the invariants hold; the journal alone rebuilds the world byte for byte;
// worlds looked back at and forks keep to themselves; and a log forgets only what it may.

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fork, perform, worldAt } from '../run.ts';
import { copyWorld, detachWorld } from '../world.ts';
import { type Asked, converse } from './conversation.ts';
import { identityOf } from '../payload.ts';
import type { Immutable } from '../vocabulary.ts';
import type { Settings } from './settings.ts';
import type { LogState } from './state.ts';
import { recordsOf } from './storage/partition.ts';
import type { LogRecord, Partition } from './storage/state.ts';

type Log = Immutable<Partition>;

const topic = fc.constantFrom('t', 'u');
const consumer = fc.constantFrom('A', 'B', 'C');
const partition = fc.constantFrom('t-0', 't-1', 't-2', 'u-0');
const kind = <Kind extends Asked['kind']>(name: Kind) => fc.constant(name);

const record = fc.record({
  key: fc.constantFrom(null, 'a', 'ab', 'abc', 'a', 'ab'),
  value: fc.constantFrom(null, 'x', { fill: 'x', size: 150 }),
});
const config = fc.constantFrom<Record<string, string>>(
  {},
  { 'retention.ms': '60000', 'internal.segment.bytes': '400' },
  { 'retention.bytes': '500', 'internal.segment.bytes': '300' },
  { 'retention.ms': '-1', 'retention.bytes': '-1' },
  { 'cleanup.policy': 'compact', 'internal.segment.bytes': '250', 'delete.retention.ms': '0' },
  { 'cleanup.policy': 'compact,delete', 'internal.segment.bytes': '400', 'retention.ms': '300000' },
  { 'cleanup.policy': 'delete', 'min.cleanable.dirty.ratio': '0.1', 'min.compaction.lag.ms': '20000' },
);
const reset = fc.constantFrom('earliest', 'latest', 'none', 'by_duration:PT1S');

const command: fc.Arbitrary<Asked> = fc.oneof(
  { weight: 8, arbitrary: fc.record({ kind: kind('poll'), consumer }) },
  {
    ...{ weight: 6 },
    arbitrary: fc.record({
      ...{ kind: kind('produce'), producer: fc.constantFrom('p', 'q'), topic },
      records: fc.array(record, { minLength: 1, maxLength: 5 }),
    }),
  },
  { weight: 3, arbitrary: fc.record({ kind: kind('commit'), consumer }) },
  { weight: 2, arbitrary: fc.record({ kind: kind('subscribe'), consumer, topics: fc.subarray(['t', 'u']) }) },
  fc.record({
    ...{ kind: kind('subscribe-pattern'), consumer },
    ...{ expression: fc.constantFrom('[tu]', 't.*', '('), by: fc.constantFrom('client', 'coordinator') },
  }),
  {
    ...{ weight: 2 },
    arbitrary: fc
      .record({
        ...{ consumer, group: fc.constantFrom('g', 'h'), reset, max: fc.constantFrom(1, 3, 500) },
        membership: fc.constantFrom<Settings>(
          {},
          { 'partition.assignment.strategy': 'cooperative-sticky,range' },
          { 'partition.assignment.strategy': 'cooperative-sticky', 'group.instance.id': 'i' },
          { 'group.protocol': 'consumer' },
          { 'group.protocol': 'consumer', 'group.instance.id': 'i', 'group.remote.assignor': 'range' },
        ),
      })
      .map(({ consumer, group, reset, max, membership }) => ({
        ...{ kind: 'open-consumer' as const, consumer, group },
        config: {
          ...{ 'auto.offset.reset': reset, 'max.poll.records': max, 'max.poll.interval.ms': 20_000 },
          ...membership,
        },
      })),
  },
  fc.record({ kind: kind('assign'), consumer, partitions: fc.uniqueArray(partition) }),
  fc.record({ kind: kind('unsubscribe'), consumer }),
  fc.record({
    ...{ kind: fc.constantFrom('close-consumer', 'kill-consumer'), consumer },
    membership: fc.constantFrom('DEFAULT', 'LEAVE_GROUP', 'REMAIN_IN_GROUP'),
  }),
  fc.record({
    ...{ kind: kind('seek'), consumer, partition },
    to: fc.constantFrom<number | 'beginning' | 'end'>(0, 3, 99, 'beginning', 'end'),
  }),
  fc.record({ kind: fc.constantFrom('pause', 'resume'), consumer, partitions: fc.uniqueArray(partition) }),
  fc.record({
    kind: kind('reset-offsets'),
    group: fc.constantFrom('g', 'h'),
    topic,
    to: fc.constant('earliest'),
  }),
  fc.record({ kind: kind('alter-topic'), topic, config }),
  fc.record({
    ...{ kind: kind('alter-group'), group: fc.constantFrom('g', 'h') },
    config: fc.constantFrom(
      { 'consumer.heartbeat.interval.ms': 7000 },
      { 'consumer.assignment.interval.ms': 0 },
    ),
  }),
  fc.record({ kind: kind('create-topic'), topic, partitions: fc.integer({ min: 1, max: 3 }), config }),
  fc.record({ kind: kind('add-partitions'), topic, total: fc.integer({ min: 2, max: 4 }) }),
  fc.record({ kind: kind('delete-topic'), topic }),
  fc.record({ kind: kind('delete-records'), topic, before: fc.constantFrom({ 0: 2 }, { 0: -1 }) }),
);

const step = fc.oneof(
  { weight: 3, arbitrary: command },
  { weight: 1, arbitrary: fc.constantFrom(50, 3000, 21_000, 400_000) },
);

const SEND = {
  ...({ of: 'log', kind: 'produce', lane: 'log', producer: 'p', topic: 't' } as const),
  records: [{ key: 'other', value: 'future' }],
};

test('whatever is asked, the truths hold and the journal tells everything', () => {
  fc.assert(
    fc.property(
      fc.array(step, { minLength: 20, maxLength: 90 }),
      fc.integer({ min: 0, max: 3000 }),
      (steps, delay) => {
        const broker = converse({ 'group.initial.rebalance.delay.ms': delay });
        const { run } = broker;
        for (const producer of ['p', 'q']) broker.ask({ kind: 'open-producer', producer });
        broker.ask({ kind: 'create-topic', topic: 't', partitions: 3 });
        const history = createHistory();
        const seen: { position: number; world: string; copy: object; own: object; text: string }[] = [];
        for (const [index, one] of steps.entries()) {
          if (typeof one === 'number') broker.until(run.world.now + one);
          else broker.ask(one);
          expect(history.brokenBy(broker.state)).toEqual([]);
          if (index % 8 !== 0) continue;
          const position = run.journal.length;
          const world = trimmed(JSON.stringify(run.world));
          const own = detachWorld(run.world, run.models);
          const copy = copyWorld(run.world, run.models);
          seen.push({ position, world, copy, own, text: JSON.stringify(own) });
        }
        expect(JSON.parse(JSON.stringify(worldAt(run, run.journal.length)))).toEqual(
          JSON.parse(JSON.stringify(run.world)),
        );
        for (const { position, world, copy, own, text } of seen) {
          // append-only storage may be longer than that world's past, which is not part of it
          expect(trimmed(JSON.stringify(worldAt(run, position)))).toBe(world);
          expect(trimmed(JSON.stringify(copy))).toBe(world);
          expect(JSON.stringify(own)).toBe(text);
        }
        const before = JSON.stringify(run.world);
        const other = fork(run, run.steps.count >> 1);
        for (const asked of [SEND, SEND]) perform(other, asked);
        expect(JSON.stringify(run.world)).toBe(before);
      },
    ),
    { numRuns: 150 },
  );
});

/** What one partition has held so far. */
interface Past {
  start: number;
  end: number;
  /** Each record ever seen, by its offset. */
  readonly records: Map<number, Immutable<LogRecord>>;
}

/** Remembers all logs, and says of what they are now in which way they could not have come to be so. */
function createHistory() {
  const pasts = new Map<string, Past>();
  const brokenPartition = (
    past: Past,
    { id, logStartOffset, logEndOffset }: Log,
    records: Map<number, Immutable<LogRecord>>,
  ) => {
    const wrong: string[] = [];
    if (logStartOffset < past.start || logEndOffset < past.end) wrong.push(`${id}: goes back.`);
    const last = new Map<string, number>();
    for (const [offset, record] of past.records) {
      if (records.has(offset) && records.get(offset) !== record)
        wrong.push(`${id}: has another record at ${offset}.`);
      if (record.key !== null) last.set(identityOf(record.key), offset);
    }
    for (const offset of last.values())
      if (offset >= logStartOffset && past.records.get(offset)!.value !== null && !records.has(offset))
        wrong.push(`${id}: lost the last value of a key, at ${offset}.`);
    return wrong;
  };
  return {
    brokenBy(state: Immutable<LogState>): string[] {
      return Object.values(state.partitions).flatMap((partition) => {
        const name = `${partition.id} of ${state.topics[partition.topic]!.id}`;
        const past = pasts.get(name) ?? {
          start: 0,
          end: 0,
          records: new Map<number, Immutable<LogRecord>>(),
        };
        pasts.set(name, past);
        const records = new Map(recordsOf(partition).map(({ offset, record }) => [offset, record]));
        for (const [offset, record] of records) if (offset >= past.end) past.records.set(offset, record);
        const wrong = brokenPartition(past, partition, records);
        past.start = partition.logStartOffset;
        past.end = partition.logEndOffset;
        return wrong;
      });
    },
  };
}

/** A world's text without what other worlds appended to the storage that they share. */
function trimmed(text: string): string {
  return JSON.stringify(
    JSON.parse(text, (_key, value: unknown) => {
      const store = value as { items?: unknown[]; length?: number } | null;
      return store && Array.isArray(store.items) && typeof store.length === 'number'
        ? store.items.slice(0, store.length)
        : value;
    }),
  );
}
