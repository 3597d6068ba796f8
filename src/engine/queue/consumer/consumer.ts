// Those who read: consumers that are pushed messages until they are cancelled, and single messages pulled by basic.get.

import type { Context } from '../../broker.ts';
import type { LaneId } from '../../vocabulary.ts';
import { refuse, setPrefetch } from '../channel/channel.ts';
import type { Got, QueueCommandOf, QueueRefusal } from '../command.ts';
import { isPlain, noteUse } from '../declaration/plain.ts';
import { deliveryOf, hand } from '../delivery/delivery.ts';
import { expireHead, refuseOrResume } from '../order/limits.ts';
import { nextSequence, readyCount } from '../order/ready.ts';
import { accessRefused, noQueue, notAllowed } from '../refusal.ts';
import { brokerOf, type ReadonlyQueue, type ReadonlyQueueState } from '../state.ts';
import { dispatch } from './dispatch.ts';
import { consumerCount, consumersOf, hasRoom, isSingleActive, park } from './rotation.ts';

/**
 * Joins the end of the queue's rotation, limited by what its channel's prefetch is now.
 * RabbitMQ: facts §4.1, §4.2, §4.7, §4.8.
 * Simplified: nobody is timed out for holding a delivery for too long (consumer_timeout, 30 minutes).
 * Simplified: a consumer tag is unique in the whole broker, not only on its channel.
 */
export function consume(
  context: Context,
  command: QueueCommandOf<'consume'>,
): { readonly consumer: string } | QueueRefusal {
  const { lane, client, queue: name, consumer = client } = command;
  const { noAck = false, exclusive = false, priority = 0 } = command;
  if (command.prefetch !== undefined) setPrefetch(context, lane, client, command.prefetch);
  const state = brokerOf(context.world, lane);
  const no = (refusal: QueueRefusal) => refuse(context, lane, client, refusal);
  if (state.consumers[consumer]) return no(notAllowed(`attempt to reuse consumer tag '${consumer}'`));
  const queue = state.queues[name];
  if (!queue) return no(noQueue(name));
  const { prefetch } = state.channels[client]!;
  const offset = command.args?.['x-stream-offset'];
  const position = isPlain(queue)
    ? 0
    : (context.ask({
        ...{ of: 'queue', kind: 'admit-consumer', lane, queue: name, reader: client, noAck },
        ...(offset !== undefined && { offset }),
      }) as number | QueueRefusal);
  if (typeof position !== 'number') return no(position);
  if (isInExclusiveUse(state, queue, exclusive))
    return no(accessRefused(`queue '${name}' in vhost '/' in exclusive use`));
  context.emit({
    ...{ of: 'queue', lane, kind: 'consumer-started', client, consumer, queue: name },
    ...{ prefetch, noAck, exclusive, priority, position },
  });
  // what was delivered under its tag in a former life may fill it (rabbit_fifo:maybe_queue_consumer)
  if (queue.type === 'quorum' && !hasRoom(state, state.consumers[consumer]!))
    park(context, lane, name, consumer);
  dispatch(context, lane, name);
  return { consumer };
}

/**
 * Whether nobody may join beside those who are there. Quorum queues and streams take no notice of it.
 * RabbitMQ: facts §4.10; `rabbit_amqqueue_process:check_exclusive_access`.
 */
function isInExclusiveUse(state: ReadonlyQueueState, queue: ReadonlyQueue, exclusive: boolean): boolean {
  if (queue.type !== 'classic') return false;
  if (exclusive) return isSingleActive(queue) || consumerCount(queue) > 0;
  return consumersOf(queue).some((id) => state.consumers[id]!.exclusive);
}

/** An auto-delete queue goes with its last consumer: true if it did. Another may go once it is unused for long. */
export function dropUnconsumed(context: Context, lane: LaneId, name: string): boolean {
  const queue = brokerOf(context.world, lane).queues[name]!;
  if (consumerCount(queue) > 0) return false;
  if (!queue.autoDelete) {
    noteUse(context, lane, name);
    return false;
  }
  context.ask({ of: 'queue', kind: 'remove-queue', lane, queue: name, because: 'no-consumer' });
  return true;
}

/** Pulls the next message, whoever else waits. Null when none is ready. RabbitMQ: facts §8.3, §11. */
export function get(context: Context, command: QueueCommandOf<'get'>): Got | QueueRefusal | null {
  const { lane, client, queue: name, noAck = false } = command;
  const state = brokerOf(context.world, lane);
  const queue = state.queues[name];
  if (!queue) return refuse(context, lane, client, noQueue(name));
  const refusal = isPlain(queue)
    ? null
    : (context.ask({
        ...{ of: 'queue', kind: 'object-to-get', lane, queue: name, reader: client },
      }) as QueueRefusal | null);
  if (refusal) return refuse(context, lane, client, refusal);
  noteUse(context, lane, name);
  const sequence = nextSequence(queue);
  if (sequence === undefined) {
    context.emit({ of: 'queue', lane, kind: 'get-empty', queue: name, client });
    return null;
  }
  const fact = hand(context, lane, queue, sequence, client, null, noAck);
  // a quorum queue still counts what has expired behind it, but for who settles at once
  const counted = readyCount(queue);
  expireHead(context, lane, name);
  refuseOrResume(context, lane, name);
  const remaining = queue.type === 'quorum' && !noAck ? counted : readyCount(queue);
  return { ...deliveryOf(queue, fact), remaining };
}
