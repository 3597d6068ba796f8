// The errors that the broker answers with, by AMQP's codes, names and RabbitMQ's sentences. RabbitMQ: facts §12.

import type { QueueRefusal } from './command.ts';

const error = (code: number, name: string, text: string, scope: 'channel' | 'connection'): QueueRefusal => ({
  error: name,
  code,
  message: `${name} - ${text}`,
  scope,
});

/** 403: not permitted. */
export const accessRefused = (text: string) => error(403, 'ACCESS_REFUSED', text, 'channel');

/** 404: there is no such exchange. */
export const noExchange = (name: string) =>
  error(404, 'NOT_FOUND', `no exchange '${name}' in vhost '/'`, 'channel');

/** 404: there is no such queue. */
export const noQueue = (name: string) =>
  error(404, 'NOT_FOUND', `no queue '${name}' in vhost '/'`, 'channel');

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

/** 406: an argument that does not fit what is there. */
export const preconditionFailed = (text: string) => error(406, 'PRECONDITION_FAILED', text, 'channel');

/** 530: takes the whole connection. */
export const notAllowed = (text: string) => error(530, 'NOT_ALLOWED', text, 'connection');

/** 540: this kind of queue cannot do that. Takes the whole connection. */
export const notImplemented = (text: string) => error(540, 'NOT_IMPLEMENTED', text, 'connection');

/** 541: the broker stumbled, without a word. Takes the whole connection. */
export const INTERNAL_ERROR: QueueRefusal = {
  error: 'INTERNAL_ERROR',
  code: 541,
  message: 'INTERNAL_ERROR',
  scope: 'connection',
};

/** The client's own library refuses to use a channel that is closed; nothing is sent. */
export const CHANNEL_CLOSED: QueueRefusal = {
  error: 'CHANNEL_CLOSED',
  message: 'The channel is closed.',
  scope: 'client',
};
