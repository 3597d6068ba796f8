// The errors that only queues give that are more than plain. RabbitMQ: facts §12.

import type { QueueRefusal } from '../command.ts';
import { error } from '../refusal.ts';

/** 405: another connection has the queue for itself. */
export const resourceLocked = (name: string) =>
  error(
    405,
    'RESOURCE_LOCKED',
    `cannot obtain exclusive access to locked queue '${name}' in vhost '/'. It could be originally declared on another ` +
      'connection or the exclusive property value does not match that of the original declaration.',
    'channel',
  );

/** 405: the queue does not let itself be used so. */
export const resourceLockedFor = (name: string, text: string) =>
  error(
    405,
    'RESOURCE_LOCKED',
    `cannot obtain access to locked queue '${name}' in vhost '/'. ${text}`,
    'channel',
  );

/** 540: this kind of queue cannot do that. Takes the whole connection. */
export const notImplemented = (text: string) => error(540, 'NOT_IMPLEMENTED', text, 'connection');

/** 541: the broker stumbled, without a word. Takes the whole connection. */
export const INTERNAL_ERROR: QueueRefusal = {
  error: 'INTERNAL_ERROR',
  code: 541,
  message: 'INTERNAL_ERROR',
  scope: 'connection',
};
