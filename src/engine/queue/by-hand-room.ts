// What is asked by hand of RabbitMQ, as a room: publishing with all that can be said of a message, settling otherwise than by one ack,
// limits of a channel. Senders and workers that only ack go without.

import { open, qos, resume, setWindow } from './channel/qos.ts';
import { cancel } from './consumer/cancellation.ts';
import { recover, settle } from './delivery/settling.ts';
import { publish } from './exchange/publishing.ts';
import type { Room } from './room.ts';

export const byHandRoom: Room = {
  rules: {
    open,
    qos,
    'set-window': setWindow,
    'resume-consumers': resume,
    publish,
    cancel,
    ack: settle,
    nack: settle,
    reject: settle,
    recover,
  },
  facts: {},
};
