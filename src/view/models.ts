// The broker models that a lesson runs on. Their rooms come only to a lesson that needs them.

import { createModels, type Models } from '../engine/broker.ts';
import { createLogModel } from '../engine/log/basic-model.ts';
import type { Room } from '../engine/log/room.ts';
import { createQueueModel } from '../engine/queue/basic-model.ts';
import type { Room as QueueRoom } from '../engine/queue/room.ts';
import { type RoomName, roomsOf } from '../scenario/rooms.ts';
import type { Scenario } from '../scenario/scenario.ts';

const ROOMS: Readonly<Record<Exclude<RoomName, 'streams'>, () => Promise<Room>>> = {
  'by-hand': async () => (await import('../engine/log/by-hand-room.ts')).byHandRoom,
  assignors: async () => (await import('../engine/log/group/assignor/room.ts')).assignorRoom,
  cleaner: async () => (await import('../engine/log/storage/cleaner-room.ts')).cleanerRoom,
  'consumer-protocol': async () =>
    (await import('../engine/log/group/consumer-protocol/room.ts')).consumerProtocolRoom,
};

/** @throws if a room does not arrive */
export async function modelsFor(scenario: Scenario): Promise<Models> {
  const names = [...roomsOf(scenario)];
  const rooms = await Promise.all(names.flatMap((name) => (name === 'streams' ? [] : ROOMS[name]())));
  const queueRooms: readonly QueueRoom[] = names.includes('streams')
    ? [(await import('../engine/queue/stream/room.ts')).streamRoom]
    : [];
  return createModels(createLogModel(...rooms), createQueueModel(...queueRooms));
}
