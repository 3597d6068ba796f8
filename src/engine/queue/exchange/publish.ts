// Publishing: a message is made, routed, stored in every queue that takes it, and confirmed.

import type { Context } from '../../broker.ts';
import type { LaneId, SendId } from '../../vocabulary.ts';
import { enter, refuse } from '../channel/channel.ts';
import type { Published, QueueCommandOf, QueueRefusal } from '../command.ts';
import { follow } from '../consumer/dispatch.ts';
import { refuses } from '../order/limits.ts';
import { noExchange, preconditionFailed } from '../refusal.ts';
import { brokerOf, type ClientId, type Draft, type Message, type ReadonlyQueueState } from '../state.ts';
import { growStreams } from '../stream/segment.ts';
import { route } from './default.ts';

const NONE: readonly string[] = [];

/**
 * Stores the message in every queue it is routed to, confirms it, and lets it be delivered. Routed nowhere it is gone, but
 * confirmed all the same; if it is mandatory it is returned first. One full queue that refuses it is enough for a nack,
 * whatever others keep.
 * RabbitMQ: facts §2.
 */
export function publish(context: Context, command: QueueCommandOf<'publish'>): Published | QueueRefusal {
  const { lane, client, exchange = '', mandatory = false } = command;
  if (!isThere(brokerOf(context.world, lane), exchange))
    return refuse(context, lane, client, noExchange(exchange));
  const wrong = command.expiration === undefined ? null : expirationError(command.expiration);
  if (wrong !== null)
    return refuse(
      context,
      lane,
      client,
      preconditionFailed(`invalid expiration '${command.expiration}': ${wrong}`),
    );
  return accept(context, lane, client, draft(command, exchange, context.world.now), mandatory);
}

/** The same for a sender's message, which has a body and nothing more; its client may have to connect first. */
export function publishSend(
  context: Context,
  lane: LaneId,
  client: ClientId,
  exchange: string,
  key: string,
  body: string,
  send: SendId,
): void {
  if (enter(context, lane, client) !== null) return;
  if (!isThere(brokerOf(context.world, lane), exchange)) refuse(context, lane, client, noExchange(exchange));
  else {
    const message = { body, exchange, key, persistent: true, publishedAt: context.world.now, send };
    accept(context, lane, client, message, false);
  }
}

const isThere = (state: ReadonlyQueueState, exchange: string): boolean =>
  exchange === '' || state.exchanges[exchange] !== undefined;

function accept(
  context: Context,
  lane: LaneId,
  client: ClientId,
  message: Message,
  mandatory: boolean,
): Published {
  const state = brokerOf(context.world, lane);
  const routed = route(context, lane, message.exchange, message);
  const refusedBy = refusing(context, lane, routed, message);
  const queues = refusedBy.length === 0 ? routed : routed.filter((name) => !refusedBy.includes(name));
  const returned = routed.length === 0 && mandatory;
  growStreams(context, lane, queues, message);
  if (returned) context.emit({ of: 'queue', lane, kind: 'returned', client, message });
  context.emit({ of: 'queue', lane, kind: 'published', client, queues, refusedBy, message });
  follow(context, lane, queues);
  for (const name of refusedBy)
    if (state.queues[name]!.args['x-overflow'] === 'reject-publish-dlx')
      follow(
        context,
        lane,
        context.ask({ of: 'queue', kind: 'bury-refused', lane, queue: name, message }) as readonly string[],
      );
  return { confirm: refusedBy.length === 0 ? 'ack' : 'nack', returned, queues };
}

function refusing(
  context: Context,
  lane: LaneId,
  routed: readonly string[],
  { body }: Message,
): readonly string[] {
  let refusedBy = NONE;
  for (const name of routed) if (refuses(context, lane, name, body)) refusedBy = [...refusedBy, name];
  return refusedBy;
}

/** The fields that most messages do not have are added one by one: spreading would cost more than the message itself. */
function draft(command: QueueCommandOf<'publish'>, exchange: string, publishedAt: number): Draft {
  const { key, body, headers, cc, bcc, persistent = true, priority, expiration, send } = command;
  const message: Draft = { body, exchange, key, persistent, publishedAt, send };
  if (headers) message.headers = headers;
  if (priority !== undefined) message.priority = priority;
  if (expiration !== undefined) message.expiration = Number(expiration);
  if (cc || bcc) {
    message.otherKeys = [...(cc ?? []), ...(bcc ?? [])];
    if (cc) message.headers = { ...headers, CC: cc };
    if (bcc) message.blindKeys = bcc;
  }
  return message;
}

/** What is wrong with an expiration, in RabbitMQ's words, or null. RabbitMQ: `rabbit_basic:parse_expiration`. */
function expirationError(text: string): string | null {
  if (!/^[+-]?\d/.test(text)) return 'no_integer';
  if (!/^[+-]?\d+$/.test(text)) return `{leftover_string,"${text.replace(/^[+-]?\d+/, '')}"}`;
  return Number(text) < 0 ? `{value_negative,${Number(text)}}` : null;
}
