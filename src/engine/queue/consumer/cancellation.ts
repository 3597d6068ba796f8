// How a consumer is cancelled by its client.

import type { Context } from '../../broker.ts';
import type { QueueCommandOf } from '../command.ts';
import { brokerOf } from '../state.ts';
import { dropUnconsumed } from './consumer.ts';
import { dispatch } from './dispatch.ts';

/**
 * No more deliveries; what it holds stays with the channel. A tag that is not there is no error.
 * RabbitMQ: facts §5.6.
 */
export function cancel(context: Context, command: QueueCommandOf<'cancel'>): void {
  const { lane, client, consumer = client } = command;
  const found = brokerOf(context.world, lane).consumers[consumer];
  if (found?.channel !== client) return;
  const { queue } = found;
  context.emit({ of: 'queue', lane, kind: 'consumer-cancelled', consumer, client, queue, by: 'client' });
  if (!dropUnconsumed(context, lane, queue)) dispatch(context, lane, queue);
}
