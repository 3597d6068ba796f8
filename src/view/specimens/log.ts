// The marks of log lanes.

import type { Step } from '../../scenario/scenario.ts';
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
const small = { 'internal.segment.bytes': 310 };

const plain = shop('log', orders(8, 300), [topic(small), toTopic, reader]);
const forgetful = {
  ...shop('log', orders(12, 300), [topic({ ...small, 'retention.bytes': 500 }), toTopic, reader]),
  until: 700_000,
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
  ],
};
