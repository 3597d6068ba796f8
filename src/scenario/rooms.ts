// Which rooms of the broker models a scenario's runs need, read off the steps and the settings that it names anywhere: in its setup, its
// workload, or an action of its learner.

import { commonConfig } from '../engine/log/consumer/config.ts';
import { isBasicSetting } from '../engine/log/copies.ts';
import type { Settings } from '../engine/log/settings.ts';
import { isPlainName } from '../engine/log/topic/topic.ts';

/** Rooms of the log model. */
export type LogRoomName =
  | 'settings'
  | 'batching'
  | 'by-hand'
  | 'assignors'
  | 'cleaner'
  | 'consumer-protocol'
  | 'share-groups'
  | 'transactions';
/** Rooms of the model of RabbitMQ. */
export type QueueRoomName = 'queue-by-hand' | 'declarations' | 'exchanges' | 'losses' | 'streams';

type RoomName = LogRoomName | QueueRoomName;

/** Steps that ask for a room, by its name. */
const STEPS: Readonly<Partial<Record<RoomName, readonly string[]>>> = {
  'by-hand': [
    'add-partitions',
    'alter-topic',
    'delete-topic',
    'subscribe-pattern',
    'pause',
    'resume',
    'positions',
    'offsets-for-times',
    'reset-offsets',
    'alter-offsets',
    'delete-offsets',
    'delete-group',
    'alter-group',
    'delete-records',
    'list-offsets',
  ],
  'queue-by-hand': ['open', 'qos', 'publish', 'cancel', 'ack', 'nack', 'reject', 'recover'],
  settings: ['open-consumer'],
  batching: ['close-producer', 'produce', 'flush'],
  transactions: [
    'init-transactions',
    'begin-transaction',
    'commit-transaction',
    'abort-transaction',
    'send-offsets',
    'describe-transaction',
    'produce-numbered',
  ],
  exchanges: ['declare-exchange', 'delete-exchange', 'bind', 'unbind'],
  declarations: ['delete-queue', 'purge', 'restart'],
};

/** Per name of a field: the rooms that a value of it asks for. */
const NEEDS: Readonly<Record<string, (value: string, raw: unknown) => readonly RoomName[]>> = {
  do: (value) =>
    Object.entries(STEPS).flatMap(([room, steps]) => (steps.includes(value) ? [room as RoomName] : [])),
  config: (_, raw) => (commonConfig(raw as Settings) ? [] : ['settings']),
  settings: (_, raw) =>
    typeof raw === 'string' || Object.keys(raw as object).every(isBasicSetting) ? [] : ['settings'],
  topic: (value) => (isPlainName(value) ? [] : ['settings']),
  replicationFactor: () => ['settings'],
  keyed: (value) => (value === 'true' ? [] : ['batching']),
  key: (value) => (value === 'null' ? ['batching'] : []),
  partition: (value) => (/^\d+$/.test(value) ? ['batching'] : []),
  exchange: (value) => (value === '' ? [] : ['exchanges']),
  'x-dead-letter-exchange': (value) => (value === '' ? [] : ['exchanges']),
  cc: () => ['exchanges'],
  bcc: () => ['exchanges'],
  args: () => ['declarations', 'losses'],
  durable: () => ['declarations'],
  autoDelete: () => ['declarations'],
  exclusive: () => ['declarations'],
  passive: () => ['declarations'],
  expiration: () => ['losses'],
  as: () => ['queue-by-hand'],
  confirms: () => ['queue-by-hand'],
  prefetchOf: () => ['queue-by-hand'],
  refuses: () => ['queue-by-hand'],
  requeue: (value) => (value === 'true' ? [] : ['losses']),
  type: (value) =>
    value === 'stream' ? ['declarations', 'streams'] : value === 'quorum' ? ['declarations', 'losses'] : [],
  'auto.offset.reset': (value) => (value.startsWith('by_duration') ? ['by-hand'] : []),
  'transactional.id': () => ['batching', 'transactions'],
  'isolation.level': (value) => (value === 'read_committed' ? ['batching', 'transactions'] : []),
  'cleanup.policy': (value) => (value.includes('compact') ? ['cleaner'] : []),
  take: (value) => (value === 'share' ? ['share-groups'] : []),
  'group.protocol': (value) => (value.toLowerCase() === 'consumer' ? ['consumer-protocol', 'assignors'] : []),
  'partition.assignment.strategy': (value) => (value === 'range' ? [] : ['assignors']),
};

/** @param data a scenario, or any part of one */
export function roomsOf(data: unknown): ReadonlySet<RoomName> {
  const rooms = new Set<RoomName>();
  if (typeof data !== 'object' || data === null) return rooms;
  for (const [name, value] of Object.entries(data)) {
    for (const room of NEEDS[name]?.(String(value), value) ?? []) rooms.add(room);
    for (const room of roomsOf(value)) rooms.add(room);
  }
  return rooms;
}
