// What clients and administrators of a Kafka may ask in a random conversation: something of everything, and mostly of what is there.

import fc from 'fast-check';
import type { Command } from '../../src/engine/command.ts';
import type { Asked } from '../../src/engine/log/conversation.ts';
import type { Settings } from '../../src/engine/log/settings.ts';
import { logOf } from '../../src/engine/log/reading.ts';
import type { ReadonlyWorld } from '../../src/engine/world.ts';
import { SHARING, sharingDeeds } from './share-commands.ts';
import type { Deed } from './trial.ts';

export const lane = 'log';

const topic = fc.constantFrom('t', 't', 'u');
const consumer = fc.constantFrom('A', 'B', 'C');
const group = fc.constantFrom('g', 'g', 'h');
const partition = fc.constantFrom('t-0', 't-1', 't-2', 'u-0');
const partitions = fc.constantFrom(['t-0'], ['t-1'], ['t-0', 't-1'], ['u-0', 't-2'], ['t-0', 'u-0'], []);
const kind = <Kind extends Asked['kind']>(name: Kind) => fc.constant(name);
const of = <const Values extends readonly unknown[]>(...values: Values): fc.Arbitrary<Values[number]> =>
  fc.constantFrom(...values);

const record = fc.record({
  key: of(null, 'a', 'a', 'a', 'b', 'b', 'c'),
  value: of(null, 'x', 'x', 'y', { fill: 'x', size: 150 }),
});
const topicConfig = fc.constantFrom<Record<string, string>>(
  {},
  { 'retention.ms': '60000', 'internal.segment.bytes': '400' },
  { 'retention.bytes': '500', 'internal.segment.bytes': '300' },
  { 'retention.ms': '-1', 'retention.bytes': '-1' },
  { 'cleanup.policy': 'compact', 'internal.segment.bytes': '150', 'delete.retention.ms': '0' },
  { 'cleanup.policy': 'compact', 'internal.segment.bytes': '150', 'min.cleanable.dirty.ratio': '0' },
  { 'cleanup.policy': 'compact,delete', 'internal.segment.bytes': '400', 'retention.ms': '300000' },
  { 'cleanup.policy': 'delete', 'min.cleanable.dirty.ratio': '0.1', 'min.compaction.lag.ms': '20000' },
);

const membership = fc.constantFrom<Settings>(
  {},
  { 'partition.assignment.strategy': 'cooperative-sticky' },
  { 'partition.assignment.strategy': 'cooperative-sticky,range' },
  { 'partition.assignment.strategy': 'roundrobin,range', 'session.timeout.ms': 7000 },
  { 'partition.assignment.strategy': 'sticky', 'group.instance.id': 'i' },
  { 'group.protocol': 'consumer' },
  { 'group.protocol': 'consumer', 'group.remote.assignor': 'range' },
  { 'group.protocol': 'consumer', 'group.instance.id': 'i' },
);
const openConsumer = fc
  .record({
    ...{ consumer, group, membership, max: of(1, 3, 500), commitsOnRevoke: fc.boolean() },
    ...{ reset: of('earliest', 'earliest', 'latest', 'none', 'by_duration:PT1S') },
    isolation: of('read_uncommitted', 'read_committed'),
    interval: fc.constantFrom<Settings>(
      {},
      { 'max.poll.interval.ms': 20_000 },
      { 'enable.auto.commit': false },
    ),
  })
  .map(({ reset, max, membership: own, interval, isolation, ...one }) => ({
    ...{ kind: 'open-consumer' as const, ...one },
    config: {
      ...{ 'auto.offset.reset': reset, 'max.poll.records': max, 'isolation.level': isolation },
      ...{ ...interval, ...own },
    },
  }));

const READING: readonly fc.WeightedArbitrary<Asked>[] = [
  { weight: 12, arbitrary: fc.record({ kind: kind('poll'), consumer }) },
  { weight: 3, arbitrary: fc.record({ kind: kind('poll'), consumer, stays: fc.boolean() }) },
  {
    weight: 5,
    arbitrary: fc.record({ kind: kind('subscribe'), consumer, topics: of(['t'], ['t', 'u'], []) }),
  },
  { weight: 5, arbitrary: openConsumer },
  { weight: 3, arbitrary: fc.record({ kind: kind('assign'), consumer, partitions }) },
  {
    weight: 1,
    arbitrary: fc.record({
      ...{ kind: kind('subscribe-pattern'), consumer, by: of('client', 'coordinator') },
      expression: of('[tu]', 't.*', '('),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: kind('unsubscribe'), consumer }) },
  {
    weight: 3,
    arbitrary: fc.record({
      ...{ kind: of('close-consumer', 'close-consumer', 'kill-consumer'), consumer },
      membership: of('DEFAULT', 'LEAVE_GROUP', 'REMAIN_IN_GROUP'),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      ...{ kind: kind('seek'), consumer, partition },
      to: of(0, 3, 99, 'beginning', 'end'),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: of('pause', 'resume'), consumer, partitions }) },
  { weight: 1, arbitrary: fc.record({ kind: kind('positions'), consumer }) },
];

const WRITING: readonly fc.WeightedArbitrary<Asked>[] = [
  {
    weight: 16,
    arbitrary: fc.record({
      ...{ kind: kind('produce'), producer: of('p', 'q'), topic },
      records: fc.array(record, { minLength: 1, maxLength: 4 }),
    }),
  },
  { weight: 2, arbitrary: fc.record({ kind: kind('send'), producer: of('q'), topic, record }) },
  { weight: 1, arbitrary: fc.record({ kind: kind('flush'), producer: of('q') }) },
];

const transactional = of('x', 'x', 'y', 'z');
const TRANSACTIONS: readonly fc.WeightedArbitrary<Asked>[] = [
  {
    weight: 6,
    arbitrary: fc.record({
      ...{ kind: kind('produce'), producer: transactional, topic },
      records: fc.array(record, { minLength: 1, maxLength: 3 }),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: kind('send'), producer: transactional, topic, record }) },
  { weight: 4, arbitrary: fc.record({ kind: kind('begin-transaction'), producer: transactional }) },
  { weight: 3, arbitrary: fc.record({ kind: kind('commit-transaction'), producer: transactional }) },
  { weight: 3, arbitrary: fc.record({ kind: kind('abort-transaction'), producer: transactional }) },
  {
    weight: 2,
    arbitrary: fc.record({
      ...{ kind: kind('send-offsets'), producer: transactional, group },
      offsets: of({ 't-0': 1 }, { 't-0': 2, 'u-0': 1 }, { 't-1': 0 }),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: kind('init-transactions'), producer: transactional }) },
  {
    weight: 1,
    arbitrary: fc.record({
      ...{ kind: kind('open-producer'), producer: transactional },
      config: of<Settings[]>(
        { 'transactional.id': 'x', 'linger.ms': 100 },
        { 'transactional.id': 'y', 'transaction.timeout.ms': 20_000 },
      ),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: kind('close-producer'), producer: transactional }) },
  {
    weight: 2,
    arbitrary: fc.record({
      ...{ kind: kind('produce-numbered'), producer: of('m', 'n'), topic, partition: of(0, 0, 1) },
      ...{ epoch: of(0, 0, 1), sequence: of(0, 1, 2, 3), transactional: of(false, true) },
      ...{ records: fc.array(record, { minLength: 1, maxLength: 2 }), version: of(10, 11, 12, 12) },
    }),
  },
];

const OFFSETS: readonly fc.WeightedArbitrary<Asked>[] = [
  { weight: 6, arbitrary: fc.record({ kind: kind('commit'), consumer }) },
  {
    weight: 3,
    arbitrary: fc.record({
      ...{ kind: kind('commit'), consumer },
      offsets: fc.constantFrom<Record<string, number>>({ 't-0': 1 }, { 't-1': 0, 'u-0': 2 }, { 'x-0': 1 }),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      ...{ kind: kind('reset-offsets'), group, topics: of(['t'], ['t', 'u']) },
      to: of('earliest', 'latest', { offset: 1 }, { shift: -1 }),
      dryRun: of(false, false, true),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: kind('alter-offsets'),
      group,
      offsets: of({ 't-0': 2 }, { 'u-0': 0, 'x-0': 1 }),
    }),
  },
  { weight: 2, arbitrary: fc.record({ kind: kind('delete-offsets'), group, topic }) },
  { weight: 2, arbitrary: fc.record({ kind: kind('delete-group'), group }) },
];

const ADMINISTRATION: readonly fc.WeightedArbitrary<Asked>[] = [
  { weight: 4, arbitrary: fc.record({ kind: kind('alter-topic'), topic, config: topicConfig }) },
  {
    weight: 2,
    arbitrary: fc.record({ kind: kind('create-topic'), topic, partitions: of(1, 2, 3), config: topicConfig }),
  },
  { weight: 1, arbitrary: fc.record({ kind: kind('add-partitions'), topic, total: of(2, 3, 4) }) },
  { weight: 2, arbitrary: fc.record({ kind: kind('delete-topic'), topic }) },
  {
    weight: 2,
    arbitrary: fc.record({ kind: kind('delete-records'), topic, before: of({ 0: 2 }, { 0: -1 }) }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      ...{ kind: kind('alter-group'), group },
      config: fc.constantFrom<Settings>(
        { 'consumer.heartbeat.interval.ms': 7000 },
        { 'consumer.assignment.interval.ms': 0 },
      ),
    }),
  },
];

const asked = fc.oneof(...READING, ...WRITING, ...TRANSACTIONS, ...OFFSETS, ...ADMINISTRATION, ...SHARING);

/** Everybody who is open polls, so many times. */
const ROUNDS = { kind: 'rounds', times: 3 } as const;

/** Something asked, rounds of polls, or so many milliseconds that pass; `pick` says of which of those that there are. */
export interface Wish {
  readonly asked: Asked | typeof ROUNDS | number;
  readonly pick: number;
}

export const wish: fc.Arbitrary<Wish> = fc.record({
  asked: fc.oneof(
    { weight: 16, arbitrary: asked },
    { weight: 4, arbitrary: fc.constant(ROUNDS) },
    { weight: 3, arbitrary: of(50, 50, 3000, 3000, 21_000, 50_000, 400_000, 20 * 60_000) },
  ),
  pick: fc.nat(99),
});

/** One wish in ten is taken at its word, whatever there is. */
export function deedsOf(world: ReadonlyWorld, { asked: one, pick }: Wish): readonly Deed[] {
  if (typeof one === 'number') return [one];
  const { consumers, shareConsumers, topics } = logOf(world, lane);
  const open = Object.keys(consumers).filter((name) => consumers[name]!.open);
  if (one.kind === 'rounds') {
    const sharing = Object.keys(shareConsumers).filter((name) => shareConsumers[name]!.open);
    const polls = [
      ...open.map((each) => commandOf({ kind: 'poll', consumer: each })),
      ...sharing.map((each) => commandOf({ kind: 'share-poll', consumer: each })),
    ];
    return Array.from({ length: one.times }, () => polls).flat();
  }
  if (pick % 10 === 0) return [commandOf(one)];
  if (one.kind === 'open-consumer') {
    const subscribe = commandOf({ kind: 'subscribe', consumer: one.consumer, topics: TOPICS[pick % 3]! });
    return [commandOf(one), subscribe];
  }
  const sharing = sharingDeeds(world, one, pick);
  if (sharing) return sharing.map(commandOf);
  let fitting = one;
  if ('consumer' in fitting && open.length > 0) fitting = { ...fitting, consumer: open[pick % open.length]! };
  const there = Object.keys(topics);
  if ('topic' in fitting && fitting.kind !== 'create-topic' && there.length > 0)
    fitting = { ...fitting, topic: there[pick % there.length]! };
  return [commandOf(fitting)];
}

const TOPICS = [['t'], ['t', 'u'], ['u']];

const commandOf = (one: Asked): Command => ({ of: 'log', lane, ...one });

/** Commits are kept for ten minutes only, so that some expire. */
export const settings = {
  'group.initial.rebalance.delay.ms': 0,
  'offsets.retention.minutes': 10,
  'group.consumer.migration.policy': 'bidirectional',
};

const SETUP: Asked[] = [
  { kind: 'open-producer', producer: 'p' },
  { kind: 'open-producer', producer: 'q', config: { 'linger.ms': 100 } },
  { kind: 'open-producer', producer: 'x', config: { 'transactional.id': 'x' } },
  { kind: 'init-transactions', producer: 'x' },
  { kind: 'open-producer', producer: 'y', config: { 'transactional.id': 'y' } },
  { kind: 'init-transactions', producer: 'y' },
  { kind: 'create-topic', topic: 't', partitions: 2 },
  {
    ...{ kind: 'create-topic', topic: 'u', partitions: 1 },
    config: {
      'cleanup.policy': 'compact',
      'internal.segment.bytes': '150',
      'min.cleanable.dirty.ratio': '0',
    },
  },
  { kind: 'open-consumer', consumer: 'A', group: 'g', config: { 'auto.offset.reset': 'earliest' } },
  { kind: 'subscribe', consumer: 'A', topics: ['t', 'u'] },
  {
    ...{ kind: 'open-consumer', consumer: 'B', group: 'g' },
    config: { 'auto.offset.reset': 'earliest', 'isolation.level': 'read_committed' },
  },
  { kind: 'subscribe', consumer: 'B', topics: ['t'] },
];

export const opening: readonly Wish[] = [...SETUP, ROUNDS, ROUNDS].map((one) => ({ asked: one, pick: 0 }));
