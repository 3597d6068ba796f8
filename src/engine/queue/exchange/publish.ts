// Publishing: a message is made, routed, stored in every queue that takes it, and confirmed.

import type { Context } from '../../broker.ts';
import type { LaneId, SendId } from '../../vocabulary.ts';
import { enter, refuse } from '../channel/channel.ts';
import type { Published } from '../command.ts';
import { follow } from '../consumer/dispatch.ts';
import { refuses } from '../order/limits.ts';
import { noExchange } from '../refusal.ts';
import { brokerOf, type ClientId, type Message, type ReadonlyQueueState } from '../state.ts';
import { growStreams } from '../stream/segment.ts';
import { route } from './default.ts';

const NONE: readonly string[] = [];

/** Publishes a sender's message, which has a body and nothing more; its client may have to connect first. */
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

export const isThere = (state: ReadonlyQueueState, exchange: string): boolean =>
  exchange === '' || state.exchanges[exchange] !== undefined;

/**
 * Stores the message in every queue it is routed to, confirms it, and lets it be delivered. Routed nowhere it is gone, but
 * confirmed all the same; if it is mandatory it is returned first. One full queue that refuses it is enough for a nack,
 * whatever others keep.
 * RabbitMQ: facts §2.
 */
export function accept(
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
