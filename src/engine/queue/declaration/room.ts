// Queues that are more than plain, as a room: quorum queues, arguments, exclusive and auto-delete queues, single active consumers; and how
// queues are emptied and go.

import { admitConsumer, objectToGet } from '../consumer/admission.ts';
import { chooseActive, retire } from '../consumer/single-active.ts';
import type { Room } from '../room.ts';
import { expireQueue, planQueueExpiry } from './expiry.ts';
import { declareSpecial } from './queue.ts';
import { removalFacts } from './removal-apply.ts';
import { deleteQueue, purge, removeUnheld } from './removal.ts';
import { restart } from './restart.ts';

export const declarationRoom: Room = {
  rules: {
    'declare-special': declareSpecial,
    'admit-consumer': admitConsumer,
    'object-to-get': objectToGet,
    'choose-active': chooseActive,
    'retire-active': retire,
    'plan-queue-expiry': planQueueExpiry,
    'expire-queue': expireQueue,
    'remove-queue': removeUnheld,
    'delete-queue': deleteQueue,
    purge,
    restart,
  },
  facts: removalFacts,
};
