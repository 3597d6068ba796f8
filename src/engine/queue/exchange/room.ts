// Exchanges as a room: declared ones, bindings, and all routes but the default exchange's.

import type { Room } from '../room.ts';
import { exchangeFacts } from './apply.ts';
import { bindOrUnbind } from './binding.ts';
import { declareExchange, deleteExchange, dropUnboundOf } from './exchange.ts';
import { findQueues } from './routing.ts';

export const exchangeRoom: Room = {
  rules: {
    'declare-exchange': declareExchange,
    'delete-exchange': deleteExchange,
    bind: bindOrUnbind,
    unbind: bindOrUnbind,
    'find-queues': findQueues,
    'drop-unbound': dropUnboundOf,
  },
  facts: exchangeFacts,
};
