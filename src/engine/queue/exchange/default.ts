// Where most messages go: through the default exchange, to the queue of their key's name. All other ways are in routing.ts.

import type { Context } from '../../broker.ts';
import type { Immutable, LaneId } from '../../vocabulary.ts';
import { brokerOf, type Message } from '../state.ts';

/** What of a message says where it goes. */
export type Routed = Pick<Immutable<Message>, 'key' | 'otherKeys' | 'headers'>;

/** The queues that an exchange routes a message to, each once. */
export function route(context: Context, lane: LaneId, exchange: string, message: Routed): readonly string[] {
  if (exchange !== '' || message.otherKeys)
    return context.ask({ of: 'queue', kind: 'find-queues', lane, exchange, message }) as readonly string[];
  return brokerOf(context.world, lane).queues[message.key] ? [message.key] : [];
}

/** All keys of a message: its own, then those of CC and BCC. RabbitMQ: facts §1.7. */
export const keysOf = ({ key, otherKeys }: Routed): readonly string[] =>
  otherKeys ? [key, ...otherKeys] : [key];
