// The broker models that a lesson runs on. Rooms of the log model come only to a lesson that needs them.

import { createModels, type Models } from '../engine/broker.ts';
import { createLogModel } from '../engine/log/basic-model.ts';
import type { Room } from '../engine/log/room.ts';
import { queueModel } from '../engine/queue/model.ts';
import { type RoomName, roomsOf } from '../scenario/rooms.ts';
import type { Scenario } from '../scenario/scenario.ts';

const ROOMS: Readonly<Record<RoomName, () => Promise<Room>>> = {
  'by-hand': async () => (await import('../engine/log/by-hand-room.ts')).byHandRoom,
  assignors: async () => (await import('../engine/log/group/assignor/room.ts')).assignorRoom,
  cleaner: async () => (await import('../engine/log/storage/cleaner-room.ts')).cleanerRoom,
  'consumer-protocol': async () =>
    (await import('../engine/log/group/consumer-protocol/room.ts')).consumerProtocolRoom,
};

/** @throws if a room does not arrive */
export async function modelsFor(scenario: Scenario): Promise<Models> {
  const rooms = await Promise.all([...roomsOf(scenario)].map((name) => ROOMS[name]()));
  return createModels(createLogModel(...rooms), queueModel);
}
