// Who may read a queue that is more than plain, and where in a stream he begins.

import type { Context } from '../../broker.ts';
import type { QueueCommandOf, QueueRefusal } from '../command.ts';
import { isLocked } from '../declaration/exclusive.ts';
import { INTERNAL_ERROR, notImplemented, resourceLocked, resourceLockedFor } from '../declaration/refusal.ts';
import { preconditionFailed } from '../refusal.ts';
import { brokerOf } from '../state.ts';
import { isSingleActive } from './rotation.ts';

/** The position at which a consumer begins, 0 but in a stream, or why it may not. RabbitMQ: facts §4.8, §13.2. */
export function admitConsumer(
  context: Context,
  { lane, queue: name, reader, noAck, offset }: QueueCommandOf<'admit-consumer'>,
): number | QueueRefusal {
  const state = brokerOf(context.world, lane);
  const { type } = state.queues[name]!;
  const { prefetch, window } = state.channels[reader]!;
  const what = `queue '${name}' in vhost '/'`;
  if (isLocked(state, name, reader)) return resourceLocked(name);
  if (type === 'quorum' && window > 0) return notImplemented(`${what} does not support global qos`);
  if (type !== 'stream') return 0;
  if (prefetch === 0) return preconditionFailed(`consumer prefetch count is not set for stream ${what}`);
  if (noAck) return notImplemented(`automatic acknowledgement not supported by stream ${what}`);
  const position = context.ask({
    ...{ of: 'queue', kind: 'find-start', lane, queue: name },
    ...(offset !== undefined && { offset }),
  }) as number | null;
  if (position !== null) return position;
  // the broker stumbles over an offset that makes no sense, unless it begins like an interval
  return typeof offset === 'string' && /^\d/.test(offset)
    ? preconditionFailed('invalid_max_age for x-stream-offset')
    : INTERNAL_ERROR;
}

/** Why nobody may pull single messages, or null. RabbitMQ: facts §3.3, §11. */
export function objectToGet(
  { world }: Context,
  { lane, queue: name, reader }: QueueCommandOf<'object-to-get'>,
): QueueRefusal | null {
  const state = brokerOf(world, lane);
  const queue = state.queues[name]!;
  if (isLocked(state, name, reader)) return resourceLocked(name);
  if (queue.type === 'quorum' && isSingleActive(queue))
    return resourceLockedFor(
      name,
      'basic.get operations are not supported by quorum queues with single active consumer',
    );
  if (queue.type === 'stream')
    return notImplemented(`basic.get not supported by stream queues queue '${name}' in vhost '/'`);
  return null;
}
