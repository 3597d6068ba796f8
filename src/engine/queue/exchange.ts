// An exchange: which queues a message goes to, and publishing to it.

import type { Context } from '../broker.ts';
import { refuse } from './channel.ts';
import type { Published, QueueCommand, QueueRefusal } from './command.ts';
import { dispatch } from './dispatch.ts';
import { noExchange } from './refusal.ts';
import { brokerOf, type Message, type ReadonlyQueueState } from './state.ts';

/**
 * The queues that an exchange routes a key to, each once, in the order of their bindings. The default exchange `""` goes to
 * the queue of that name. An exchange that is not there routes nowhere.
 * RabbitMQ: facts §1.1, §1.2, §1.5.
 */
export function route(state: ReadonlyQueueState, exchange: string, key: string): readonly string[] {
  if (exchange === '') return state.queues[key] ? [key] : [];
  const type = state.exchanges[exchange]?.type;
  const queues: string[] = [];
  for (const binding of state.bindings)
    if (
      binding.exchange === exchange &&
      (type === 'fanout' || binding.key === key) &&
      !queues.includes(binding.queue)
    )
      queues.push(binding.queue);
  return queues;
}

/** A message while it is made. */
type Draft = { -readonly [Field in keyof Message]: Message[Field] };

/**
 * Stores the message in every queue it is routed to, confirms it, and lets it be delivered. Routed nowhere it is gone, but
 * confirmed all the same; if it is mandatory it is returned first.
 * RabbitMQ: facts §2.1, §2.2, §2.3.
 */
export function publish(
  context: Context,
  command: Extract<QueueCommand, { kind: 'publish' }>,
): Published | QueueRefusal {
  const { lane, client, exchange = '', key, body, headers, send } = command;
  const state = brokerOf(context.world, lane);
  if (exchange !== '' && !state.exchanges[exchange])
    return refuse(context, lane, client, noExchange(exchange));
  const { persistent = true } = command;
  const message: Draft = { body, exchange, key, persistent, publishedAt: context.world.now };
  if (headers) message.headers = headers;
  if (send !== undefined) message.send = send;
  const queues = route(state, exchange, key);
  const returned = queues.length === 0 && command.mandatory === true;
  if (returned) context.emit({ of: 'queue', lane, kind: 'returned', client, message });
  context.emit({ of: 'queue', lane, kind: 'published', client, queues, message });
  for (const queue of queues) dispatch(context, lane, queue);
  return { confirm: 'ack', returned, queues };
}
