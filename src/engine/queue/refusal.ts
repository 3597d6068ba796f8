// The errors that the broker answers with, by AMQP's codes, names and RabbitMQ's sentences. RabbitMQ: facts §12. Those that only special
// queues give are in declaration/refusal.ts.

import type { QueueRefusal } from './command.ts';

export const error = (
  code: number,
  name: string,
  text: string,
  scope: 'channel' | 'connection',
): QueueRefusal => ({
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

/** 406: an argument that does not fit what is there. */
export const preconditionFailed = (text: string) => error(406, 'PRECONDITION_FAILED', text, 'channel');

/** 530: takes the whole connection. */
export const notAllowed = (text: string) => error(530, 'NOT_ALLOWED', text, 'connection');

/** The client's own library refuses to use a channel that is closed; nothing is sent. */
export const CHANNEL_CLOSED: QueueRefusal = {
  error: 'CHANNEL_CLOSED',
  message: 'The channel is closed.',
  scope: 'client',
};
