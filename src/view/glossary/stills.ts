// The still of each term of the glossary: what the stage shows where this word is the right one. Most are specimens of the legend; the
// others are taken from the same small runs. The words of the terms stand in the language files.

import { logs } from '../specimens/log.ts';
import { queues } from '../specimens/queue.ts';
import type { Collection, Specimen } from '../specimens/specimen.ts';

/** The run of a specimen, with other marks of it, or at another instant. */
const of = ({ specimens }: Collection, name: string, more: Partial<Specimen> = {}): Specimen => {
  const specimen = specimens.find((one) => one.name === name);
  if (!specimen) throw new Error(`There is no specimen “${name}”.`);
  return { ...specimen, ...more };
};

const waiting = of(queues, 'A queue, and what waits in it');
const held = of(queues, 'Delivered, not acknowledged');
const exchange = of(queues, 'An exchange, and the queues bound to it');
const expired = of(queues, 'Expired');
const tape = of(logs, 'A partition, and its records');
const read = of(logs, 'Fetched, not committed; not yet fetched');
const committed = of(logs, 'Committed up to here');
const compacted = of(logs, 'Compacted away');
const members = of(logs, 'A group and its members');
const moving = of(logs, 'Waiting to rejoin');
const start = of(logs, 'Log start');
const dropped = of(logs, 'Crashed, not missed yet');
const topic = of(logs, 'A group and its members', {
  shows: /^(orders-[01]\/log\/name|log\/orders-[01]\/([0-9]+|number\/.*|next))$/,
});
const worker = /^queue\/(worker\/|orders\/[0-9]+$)/;

export const stills: Readonly<Record<string, Specimen>> = {
  ack: of(queues, 'Acknowledged'),
  'auto-offset-reset': start,
  binding: exchange,
  cleaner: compacted,
  commit: committed,
  compaction: compacted,
  consumer: of(queues, 'Prefetch', { shows: worker }),
  'consumer-group': members,
  cooperative: moving,
  'dead-letter': of(queues, 'Dead-lettered'),
  delivery: held,
  eager: moving,
  exchange: exchange,
  fencing: dropped,
  idempotent: of(queues, 'Waiting again'),
  'in-flight': held,
  key: topic,
  lag: read,
  log: tape,
  'log-start': start,
  member: members,
  message: waiting,
  murmur2: topic,
  offset: tape,
  partition: topic,
  position: read,
  prefetch: of(queues, 'Prefetch'),
  producer: topic,
  queue: waiting,
  ready: waiting,
  rebalance: moving,
  record: of(logs, 'The next offset'),
  redelivered: of(queues, 'Waiting again'),
  replay: read,
  reset: committed,
  retention: start,
  segment: of(logs, 'Segments'),
  'session-timeout': dropped,
  'single-active-consumer': of(queues, 'Single active consumer'),
  'static-membership': members,
  tombstone: of(logs, 'A tombstone'),
  topic: topic,
  ttl: expired,
};
