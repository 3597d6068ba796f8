// The marks of log lanes.

import type { Scenario, Step } from '../../scenario/scenario.ts';
import { type Collection, orders, shop } from './specimen.ts';

const topic = (config: Record<string, string | number> = {}): Step => ({
  ...{ at: 0, do: 'create-topic', topic: 'orders', partitions: 1, config },
});
const toTopic: Step = { at: 0, do: 'route', producer: 'orders', route: { topic: 'orders' } };
const reader: Step = {
  ...{ at: 0, do: 'start-worker' },
  spec: {
    ...{ id: 'payments', service: 'payments', source: 'orders', workMs: 1500 },
    config: { 'auto.offset.reset': 'earliest' },
  },
};
const member = (n: number): Step => ({
  ...{ at: 0, do: 'start-worker' },
  spec: {
    ...{ id: `payments-${n}`, service: 'payments', source: 'orders', workMs: 300 },
    config: { 'auto.offset.reset': 'earliest' },
  },
});
const small = { 'internal.segment.bytes': 310 };

const plain = shop('log', orders(8, 300), [topic(small), toTopic, reader]);
const forgetful = {
  ...shop('log', orders(12, 300), [topic({ ...small, 'retention.bytes': 500 }), toTopic, reader]),
  until: 700_000,
};

/** Addresses, compacted: of each customer the last record stays, and Ben is forgotten at the end. */
const compacted: Scenario = {
  ...shop('log', orders(8, 250), [
    topic({ ...small, 'cleanup.policy': 'compact', 'min.cleanable.dirty.ratio': 0 }),
    toTopic,
    { at: 0, do: 'open-producer', producer: 'admin' },
    { at: 2500, do: 'produce', producer: 'admin', topic: 'orders', records: [{ key: 'Ben', value: null }] },
  ]),
  until: 60_000,
};

/** A group of three on two partitions; one of them crashes, and is missed some time later. */
const group: Scenario = {
  ...shop('log', orders(8, 200), [
    { at: 0, do: 'create-topic', topic: 'orders', partitions: 2 },
    toTopic,
    ...[1, 2, 3].map(member),
    { at: 12_000, do: 'crash-worker', worker: 'payments-1' },
  ]),
  until: 120_000,
};

const TAPE = 'log/orders-0/([0-9]+|number/[0-9]+)';

export const logs: Collection = {
  title: 'Log',
  about: 'Kafka',
  specimens: [
    {
      ...{ name: 'A partition, and its records', scenario: plain, at: 8000 },
      says: 'Cells on a tape with their offsets under them: reading takes nothing away.',
      shows: new RegExp(`^${TAPE}$`),
    },
    {
      ...{ name: 'The next offset', scenario: plain, at: 8000 },
      says: 'A faint empty cell at the right end: the place that the next record gets.',
      shows: /^log\/orders-0\/([67]|number\/[678]|next)$/,
    },
    {
      ...{ name: 'Segments', scenario: plain, at: 8000 },
      says: 'A thin bracket over the records of one file, and a gap before the next; retention takes whole segments.',
      shows: /^log\/orders-0\/([0-9]+|segment\/.*)$/,
    },
    {
      ...{ name: 'Committed up to here', scenario: plain, at: 8000 },
      says: 'A thick line under the tape to an upright flag, one per group: where it goes on after a restart.',
      shows: /^log\/orders-0\/([0-9]+|payments\/(committed|flag))$/,
    },
    {
      ...{ name: 'Fetched, not committed; not yet fetched', scenario: plain, at: 8000 },
      says: 'Dotted: in the hands of the reader. Pale: still to come. Both together are the lag.',
      shows: /^log\/orders-0\/([0-9]+|payments\/(committed|flag|fetched|unread))$/,
    },
    {
      ...{ name: 'Expired', scenario: forgetful, at: 400_000 },
      says: 'A dotted floor without walls: retention took these records, read or unread.',
      shows: /^log\/orders-0\/(floor\/.*|number\/[0-3])$/,
    },
    {
      ...{ name: 'Log start', scenario: forgetful, at: 400_000 },
      says: 'A thick upright bar: nobody can read what lies left of it.',
      shows: /^log\/orders-0\/(floor\/.*|start.*|[0-9]+|number\/[0-9]+)$/,
    },
    {
      ...{ name: 'Compacted away', scenario: compacted, at: 50_000 },
      says: 'A dash at an offset that keeps its number: a later record has the same key, and the cleaner took this one.',
      shows: /^log\/orders-0\/(gap\/.*|[0-9]+|number\/[0-9]+)$/,
    },
    {
      ...{ name: 'A tombstone', scenario: compacted, at: 3000 },
      says: 'A record with a key and no value: whoever builds a table from the log removes the key.',
      shows: /^log\/orders-0\/([678]|number\/[678])$/,
    },
    {
      ...{ name: 'A group and its members', scenario: group, at: 11_000 },
      says: 'Under the tapes: what the group is doing, and what each member reads; one without a partition is idle.',
      shows: /^log\/(roster|member)/,
    },
    {
      ...{ name: 'Crashed, not missed yet', scenario: group, at: 14_000 },
      says: 'Until the session ends, the group counts it as a member, and nobody reads its partition.',
      shows: /^log\/(roster|member)/,
    },
    {
      ...{ name: 'Waiting to rejoin', scenario: group, at: 57_500 },
      says: 'While a group rebalances, its members say where they are in it.',
      shows: /^log\/(roster|member)/,
    },
  ],
};
