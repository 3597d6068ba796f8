// Where a message goes: from the exchange it is published to, through bindings and other exchanges, to queues.

import type { Context } from '../../broker.ts';
import type { Immutable } from '../../vocabulary.ts';
import type { QueueCommandOf } from '../command.ts';
import { type Binding, brokerOf, type Exchange, type ReadonlyQueueState } from '../state.ts';
import { keysOf, type Routed } from './default.ts';
import { matchesHeaders } from './headers.ts';
import { matchesTopic } from './topic.ts';

const NO_HEADERS = {};

/**
 * The queues that an exchange routes a message to, each once, in the order of their bindings. The default exchange `""` goes
 * to the queue of the key's name. Where an exchange routes nowhere, its alternate exchange is asked instead. An exchange that
 * is not there routes nowhere.
 * RabbitMQ: facts §1.
 */
export function findQueues(
  { world }: Context,
  { lane, exchange, message }: QueueCommandOf<'find-queues'>,
): readonly string[] {
  const queues: string[] = [];
  follow(brokerOf(world, lane), exchange, message, queues, []);
  return queues;
}

/** Goes on from one exchange. Each is asked once, however many ways lead to it. */
function follow(
  state: ReadonlyQueueState,
  name: string,
  message: Routed,
  queues: string[],
  asked: string[],
): void {
  if (asked.includes(name)) return;
  asked.push(name);
  if (name === '') {
    for (const key of keysOf(message)) if (state.queues[key]) add(queues, key);
    return;
  }
  const exchange = state.exchanges[name];
  if (!exchange) return;
  let routed = false;
  for (const binding of state.bindings) {
    if (binding.exchange !== name || !takes(exchange, binding, message)) continue;
    routed = true;
    if (binding.queue !== null) add(queues, binding.queue);
    else follow(state, binding.to!, message, queues, asked);
  }
  const alternate = exchange.args['alternate-exchange'];
  if (!routed && alternate !== undefined) follow(state, alternate, message, queues, asked);
}

function add(queues: string[], queue: string): void {
  if (!queues.includes(queue)) queues.push(queue);
}

function takes(exchange: Immutable<Exchange>, binding: Immutable<Binding>, message: Routed): boolean {
  switch (exchange.type) {
    case 'fanout':
      return true;
    case 'direct':
      return binding.key === message.key || (message.otherKeys?.includes(binding.key) ?? false);
    case 'topic':
      return keysOf(message).some((key) => matchesTopic(binding.key, key));
    case 'headers':
      return matchesHeaders(binding.args, message.headers ?? NO_HEADERS);
  }
}
