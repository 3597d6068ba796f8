// What consumers and administrators of share groups may ask in a random conversation.

import fc from 'fast-check';
import type { Asked } from '../../src/engine/log/conversation.ts';
import { logOf } from '../../src/engine/log/reading.ts';
import type { Settings } from '../../src/engine/log/settings.ts';
import type { ReadonlyWorld } from '../../src/engine/world.ts';

const lane = 'log';
const consumer = fc.constantFrom('R', 'S', 'T');
const group = fc.constantFrom('s', 's', 's', 'g');
const type = fc.constantFrom('accept', 'accept', 'release', 'release', 'reject', 'renew');
const kind = <Kind extends Asked['kind']>(name: Kind) => fc.constant(name);

const config = fc.constantFrom<Settings>(
  { 'share.acknowledgement.mode': 'explicit' },
  { 'share.acknowledgement.mode': 'explicit', 'max.poll.records': 2 },
  { 'share.acknowledgement.mode': 'explicit', 'share.acquire.mode': 'record_limit', 'max.poll.records': 3 },
  { 'max.poll.records': 1 },
  { 'max.poll.interval.ms': 20_000, 'share.acquire.mode': 'record_limit' },
);

export const SHARING: readonly fc.WeightedArbitrary<Asked>[] = [
  { weight: 8, arbitrary: fc.record({ kind: kind('share-poll'), consumer }) },
  { weight: 2, arbitrary: fc.record({ kind: kind('share-poll'), consumer, stays: fc.boolean() }) },
  {
    weight: 8,
    arbitrary: fc.record({
      ...{ kind: kind('acknowledge'), consumer, type },
      ...{ partition: fc.constant('t-0'), offset: fc.nat(3) },
    }),
  },
  { weight: 4, arbitrary: fc.record({ kind: kind('share-commit'), consumer }) },
  { weight: 3, arbitrary: fc.record({ kind: kind('open-share-consumer'), consumer, group, config }) },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: kind('subscribe-share'),
      consumer,
      topics: fc.constantFrom(['t'], ['u', 't'], []),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constantFrom('close-share-consumer' as const, 'kill-share-consumer' as const),
      consumer,
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: kind('alter-share-offsets'),
      group,
      offsets: fc.constantFrom({ 't-0': 1 }, { 'x-0': 0 }),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: kind('delete-share-offsets'),
      group,
      topics: fc.constantFrom(['t'], ['u', 'x']),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: kind('delete-share-group'), group }) },
  {
    weight: 2,
    arbitrary: fc.record({
      ...{ kind: kind('alter-group'), group },
      config: fc.constantFrom<Settings>(
        { 'share.auto.offset.reset': 'earliest' },
        { 'share.delivery.count.limit': 2 },
        { 'share.delivery.count.limit': 5, 'share.heartbeat.interval.ms': 7000 },
        { 'share.record.lock.duration.ms': 15_000 },
      ),
    }),
  },
];

/** The same, asked by somebody who is there, and of a record in his hands; who opens also subscribes. Null for anything else. */
export function sharingDeeds(world: ReadonlyWorld, one: Asked, pick: number): readonly Asked[] | null {
  const { shareConsumers } = logOf(world, lane);
  if (one.kind === 'open-share-consumer')
    return [one, { kind: 'subscribe-share', consumer: one.consumer, topics: TOPICS[pick % 3]! }];
  if (!('consumer' in one) || !/share|^acknowledge$/.test(one.kind)) return null;
  const open = Object.values(shareConsumers).filter((each) => each.open);
  const found = open[pick % Math.max(1, open.length)];
  if (!found) return [one];
  if (one.kind !== 'acknowledge') return [{ ...one, consumer: found.id }];
  const held = found.held[pick % Math.max(1, found.held.length)];
  return held ? [{ ...one, consumer: found.id, partition: held.partition, offset: held.offset }] : [one];
}

const TOPICS = [['t'], ['t', 'u'], ['t']];
