// The broker models that a lesson runs on. Their rooms come only to a lesson that needs them.

import { createModels, type Models } from '../engine/broker.ts';
import { createLogModel } from '../engine/log/basic-model.ts';
import type { Room as LogRoom } from '../engine/log/room.ts';
import { createQueueModel } from '../engine/queue/basic-model.ts';
import type { Room as QueueRoom } from '../engine/queue/room.ts';
import type { BrokerKind } from '../engine/world.ts';
import { type LogRoomName, type QueueRoomName, roomsOf } from '../scenario/rooms.ts';
import type { Scenario } from '../scenario/scenario.ts';

type Loaders<Name extends string, Room> = Readonly<Record<Name, () => Promise<Room>>>;

const LOG_ROOMS: Loaders<LogRoomName, LogRoom> = {
  settings: async () => (await import('../engine/log/settings-room.ts')).settingsRoom,
  batching: async () => (await import('../engine/log/producer/batching-room.ts')).batchingRoom,
  'by-hand': async () => (await import('../engine/log/by-hand-room.ts')).byHandRoom,
  assignors: async () => (await import('../engine/log/group/assignor/room.ts')).assignorRoom,
  cleaner: async () => (await import('../engine/log/storage/cleaner-room.ts')).cleanerRoom,
  'consumer-protocol': async () =>
    (await import('../engine/log/group/consumer-protocol/room.ts')).consumerProtocolRoom,
  'share-groups': async () => (await import('../engine/log/group/share/room.ts')).shareRoom,
  // after the room of batches, some of whose rules it takes over
  transactions: async () => (await import('../engine/log/transaction/room.ts')).transactionRoom,
};

const QUEUE_ROOMS: Loaders<QueueRoomName, QueueRoom> = {
  'queue-by-hand': async () => (await import('../engine/queue/by-hand-room.ts')).byHandRoom,
  declarations: async () => (await import('../engine/queue/declaration/room.ts')).declarationRoom,
  exchanges: async () => (await import('../engine/queue/exchange/room.ts')).exchangeRoom,
  losses: async () => (await import('../engine/queue/delivery/loss-room.ts')).lossRoom,
  streams: async () => (await import('../engine/queue/stream/room.ts')).streamRoom,
};

/** @throws if a room does not arrive */
export async function modelsFor(scenario: Scenario): Promise<Models> {
  const needed: ReadonlySet<string> = roomsOf(scenario);
  const load = <Room>(rooms: Loaders<string, Room>): Promise<Room[]> =>
    Promise.all(
      Object.entries(rooms)
        .filter(([name]) => needed.has(name))
        .map(([, room]) => room()),
    );
  const has = (kind: BrokerKind): boolean => scenario.lanes.some(({ broker }) => broker === kind);
  // what few lessons have comes with the voice that tells of it
  const [log, queue, redis, direct] = await Promise.all([
    load(LOG_ROOMS),
    load(QUEUE_ROOMS),
    has('redis') ? import('../engine/redis/model.ts') : null,
    has('direct') ? import('../engine/direct/model.ts') : null,
    has('redis') ? import('../scenario/voices/redis.ts') : null,
    has('direct') ? import('../scenario/voices/direct.ts') : null,
  ]);
  return createModels(
    createLogModel(...log),
    createQueueModel(...queue),
    ...(redis ? [redis.redisModel] : []),
    ...(direct ? [direct.directModel] : []),
  );
}
