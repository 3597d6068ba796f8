// What can be said to RabbitMQ in a scenario, by its own names: exchanges, queues with their arguments, publishing and consuming.

import * as v from 'valibot';
import { instant, settings, text, whole } from './fields.ts';

const flag = v.optional(v.boolean());

/** Whether a value fits its name is the broker's to say. */
const value = v.optional(v.union([v.string(), whole, v.boolean()], 'a text, a whole number, true or false'));

const queueArguments = v.strictObject({
  'x-message-ttl': value,
  'x-expires': value,
  'x-max-length': value,
  'x-max-length-bytes': value,
  'x-overflow': value,
  'x-max-priority': value,
  'x-dead-letter-exchange': value,
  'x-dead-letter-routing-key': value,
  'x-dead-letter-strategy': value,
  'x-delivery-limit': value,
  'x-single-active-consumer': value,
  'x-max-age': value,
  'x-stream-max-segment-size-bytes': value,
});

/** How a publisher publishes to an exchange. */
export const publication = {
  key: v.optional(v.string()),
  as: v.optional(
    v.strictObject({
      headers: v.optional(settings),
      cc: v.optional(v.array(text)),
      bcc: v.optional(v.array(text)),
      persistent: flag,
      priority: v.optional(instant),
      expiration: v.optional(v.pipe(v.string(), v.regex(/^\d+$/, 'milliseconds as text'))),
      mandatory: flag,
    }),
  ),
  confirms: v.optional(v.strictObject({ retryMs: v.optional(instant) })),
};

/** How a worker consumes. */
export const consumption = {
  prefetch: v.optional(instant),
  prefetchOf: v.optional(v.picklist(['consumer', 'channel'], 'consumer or channel')),
  also: v.optional(v.array(text)),
  noAck: flag,
  exclusive: flag,
  args: v.optional(
    v.strictObject({
      'x-priority': v.optional(whole),
      'x-stream-offset': v.optional(v.union([text, instant], 'first, last, next, an interval or an offset')),
    }),
  ),
};

const binding = {
  exchange: v.string(),
  queue: v.optional(text),
  to: v.optional(text),
  key: v.optional(v.string()),
  args: v.optional(settings),
};

/** The arguments of each verb. */
export const QUEUE_VERBS: Record<string, v.ObjectEntries> = {
  'declare-exchange': {
    exchange: text,
    type: v.picklist(['direct', 'fanout', 'topic', 'headers'], 'direct, fanout, topic or headers'),
    durable: flag,
    autoDelete: flag,
    args: v.optional(v.strictObject({ 'alternate-exchange': v.optional(text) })),
  },
  'delete-exchange': { exchange: text, ifUnused: flag },
  'declare-queue': {
    queue: text,
    type: v.optional(v.picklist(['classic', 'quorum', 'stream'], 'classic, quorum or stream')),
    durable: flag,
    autoDelete: flag,
    exclusive: flag,
    args: v.optional(queueArguments),
  },
  bind: binding,
  unbind: binding,
  'delete-queue': { queue: text, ifUnused: flag, ifEmpty: flag },
  purge: { queue: text },
  /** Of the broker: what does not survive it is gone. */
  restart: {},
  get: { client: text, queue: text, noAck: flag },
};
