// The model of RabbitMQ with all its rooms, for whoever need not count bytes.

import { createQueueModel } from './basic-model.ts';
import { byHandRoom } from './by-hand-room.ts';
import { declarationRoom } from './declaration/room.ts';
import { lossRoom } from './delivery/loss-room.ts';
import { exchangeRoom } from './exchange/room.ts';
import { streamRoom } from './stream/room.ts';

export const queueModel = createQueueModel(byHandRoom, declarationRoom, exchangeRoom, lossRoom, streamRoom);
