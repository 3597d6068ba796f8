// basic.publish: a message is made of all that its publisher says of it. What happens to it then is in publish.ts.

import type { Context } from '../../broker.ts';
import { refuse } from '../channel/channel.ts';
import type { Published, QueueCommandOf, QueueRefusal } from '../command.ts';
import { noExchange, preconditionFailed } from '../refusal.ts';
import { brokerOf, type Draft } from '../state.ts';
import { accept, isThere } from './publish.ts';

/** RabbitMQ: facts §2. */
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
