// The log model with all its rooms, for whoever need not count bytes.

import { createLogModel } from './basic-model.ts';
import { byHandRoom } from './by-hand-room.ts';
import { assignorRoom } from './group/assignor/room.ts';
import { consumerProtocolRoom } from './group/consumer-protocol/room.ts';
import { shareRoom } from './group/share/room.ts';
import { batchingRoom } from './producer/batching-room.ts';
import { settingsRoom } from './settings-room.ts';
import { cleanerRoom } from './storage/cleaner-room.ts';
import { transactionRoom } from './transaction/room.ts';

export const logModel = createLogModel(
  settingsRoom,
  batchingRoom,
  byHandRoom,
  assignorRoom,
  consumerProtocolRoom,
  shareRoom,
  cleanerRoom,
  transactionRoom,
);
