// How queues lose everything at once: purged, or deleted with all that is in them. Neither makes dead letters.

import type { Context } from '../../broker.ts';
import type { LaneId } from '../../vocabulary.ts';
import { refuse } from '../channel/channel.ts';
import type { QueueCommandOf, QueueRefusal, Removed } from '../command.ts';
import { consumerCount, consumersOf } from '../consumer/rotation.ts';
import type { QueueFactOf } from '../fact.ts';
import { refuseOrResume } from '../order/limits.ts';
import { readyCount } from '../order/ready.ts';
import { noQueue, preconditionFailed } from '../refusal.ts';
import { brokerOf, type ReadonlyQueue } from '../state.ts';
import { isLocked } from './exclusive.ts';
import { notImplemented, resourceLocked } from './refusal.ts';

/** Removes what is ready and leaves what is held. RabbitMQ: facts §3.6. */
export function purge(context: Context, command: QueueCommandOf<'purge'>): Removed | QueueRefusal {
  const { lane, queue: name, client = null } = command;
  const state = brokerOf(context.world, lane);
  const queue = state.queues[name];
  if (!queue) return refuse(context, lane, client, noQueue(name));
  if (isLocked(state, name, client)) return refuse(context, lane, client, resourceLocked(name));
  if (queue.type === 'stream')
    return refuse(
      context,
      lane,
      client,
      notImplemented(`queue.purge not supported by stream queues queue '${name}' in vhost '/'`),
    );
  const removed = readyCount(queue);
  if (removed > 0) context.emit({ of: 'queue', lane, kind: 'queue-purged', queue: name, removed });
  refuseOrResume(context, lane, name);
  return { removed };
}

/**
 * Drops the queue with everything in it and in its consumers' hands, and cancels the consumers. Deleting what is not
 * there is no error. RabbitMQ: facts §3.6, §3.7.
 */
export function deleteQueue(
  context: Context,
  command: QueueCommandOf<'delete-queue'>,
): Removed | QueueRefusal {
  const { lane, queue: name, client = null } = command;
  const state = brokerOf(context.world, lane);
  const queue = state.queues[name];
  if (!queue) return { removed: 0 };
  const refusal = isLocked(state, name, client) ? resourceLocked(name) : unmet(queue, command);
  if (refusal) return refuse(context, lane, client, refusal);
  const removed = queue.type === 'stream' ? 0 : readyCount(queue);
  removeQueue(context, lane, name, 'asked');
  return { removed };
}

/** Why a condition forbids the deletion. Quorum queues know no conditions, met or not; streams do not look at them. */
function unmet(queue: ReadonlyQueue, command: QueueCommandOf<'delete-queue'>): QueueRefusal | null {
  const { ifUnused = false, ifEmpty = false } = command;
  const what = `queue '${queue.name}' in vhost '/'`;
  if (queue.type === 'quorum') {
    const flag = ifUnused ? 'if-unused' : ifEmpty ? 'if-empty' : null;
    return flag === null
      ? null
      : notImplemented(
          `cannot delete ${what}. queue.delete operations with ${flag} flag set are not supported by quorum queues`,
        );
  }
  if (queue.type === 'stream') return null;
  if (ifUnused && consumerCount(queue) > 0) return preconditionFailed(`${what} in use`);
  return ifEmpty && readyCount(queue) > 0 ? preconditionFailed(`${what} not empty`) : null;
}

/** A queue goes, with its consumers and its bindings; auto-delete exchanges that led to nothing else go too. */
export function removeQueue(
  context: Context,
  lane: LaneId,
  name: string,
  because: QueueFactOf<'queue-deleted'>['because'],
): void {
  const state = brokerOf(context.world, lane);
  const queue = state.queues[name]!;
  for (const consumer of consumersOf(queue)) {
    const client = state.consumers[consumer]!.channel;
    context.emit({
      ...{ of: 'queue', lane, kind: 'consumer-cancelled', consumer, client, queue: name, by: 'broker' },
    });
  }
  const sources = state.bindings.filter((one) => one.queue === name).map((one) => one.exchange);
  const [ready, unacked] = [readyCount(queue), queue.unackedCount];
  context.emit({ of: 'queue', lane, kind: 'queue-deleted', queue: name, ready, unacked, because });
  if (sources.length > 0) context.ask({ of: 'queue', kind: 'drop-unbound', lane, exchanges: sources });
}

/** Asked when a queue lived by something that is gone. */
export const removeUnheld = (
  context: Context,
  { lane, queue, because }: QueueCommandOf<'remove-queue'>,
): void => removeQueue(context, lane, queue, because);
