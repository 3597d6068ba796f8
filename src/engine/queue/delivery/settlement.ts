// Settling deliveries: ack, nack, reject and recover, one tag or several at once. A tag that its channel does not hold is an
// error that closes the channel.

import type { Context } from '../../broker.ts';
import type { LaneId } from '../../vocabulary.ts';
import { refuse } from '../channel/channel.ts';
import { freeWindow } from '../channel/window.ts';
import type { QueueCommandOf, QueueRefusal } from '../command.ts';
import { dispatch, follow, followReturned } from '../consumer/dispatch.ts';
import { unpark } from '../consumer/rotation.ts';
import { byTag } from '../order/ready.ts';
import { find, itemsOfSorted, upTo } from '../order/sorted.ts';
import { preconditionFailed } from '../refusal.ts';
import { brokerOf, type ClientId } from '../state.ts';
import { credit } from '../stream/reading.ts';
import { giveUp } from './dead-letter.ts';
import { ack, type Held } from './delivery.ts';
import { placeOf, requeue } from './requeue.ts';

/** What becomes of what is settled: done, back to its queue, or given up. */
type Verdict = 'ack' | 'requeue' | 'give-up';

/** basic.ack, basic.nack, basic.reject. RabbitMQ: facts §5.1–§5.4. */
export function settle(
  context: Context,
  command: QueueCommandOf<'ack' | 'nack' | 'reject'>,
): QueueRefusal | undefined {
  const { lane, client, tag } = command;
  const multiple = command.kind !== 'reject' && (command.multiple ?? false);
  const verdict = command.kind === 'ack' ? 'ack' : command.requeue ? 'requeue' : 'give-up';
  const { unacked } = brokerOf(context.world, lane).channels[client]!;
  const held = find(unacked, tag, byTag);
  // 0 with multiple means all
  if (!held && !(multiple && tag === 0))
    return refuse(context, lane, client, preconditionFailed(`unknown delivery tag ${tag}`));
  if (!multiple) settleGroup(context, lane, client, [held!], verdict, 'nack');
  else {
    const all = tag === 0 ? itemsOfSorted(unacked) : upTo(unacked, tag, byTag);
    settleTogether(context, lane, client, all, verdict, 'nack');
  }
  freeWindow(context, lane, client);
  return undefined;
}

/** Gives back everything the channel holds. RabbitMQ: facts §5.5. */
export function recover(context: Context, { lane, client }: QueueCommandOf<'recover'>): void {
  const held = itemsOfSorted(brokerOf(context.world, lane).channels[client]!.unacked);
  settleTogether(context, lane, client, held, 'requeue', 'recover');
  freeWindow(context, lane, client);
}

/**
 * Each queue hears of what it gave to each consumer by itself, and goes on before the next one hears: by name of the queue,
 * then of the consumer.
 * RabbitMQ: `rabbit_channel:foreach_per_queue`.
 */
function settleTogether(
  context: Context,
  lane: LaneId,
  client: ClientId,
  held: readonly Held[],
  verdict: Verdict,
  because: 'nack' | 'recover',
): void {
  const groups = new Map<string, Held[]>();
  for (const one of held) {
    const key = JSON.stringify([one.queue ?? '', one.consumer ?? '']);
    const group = groups.get(key);
    if (group) group.push(one);
    else groups.set(key, [one]);
  }
  const sorted = [...groups.values()].sort(
    ([a], [b]) => order(a!.queue, b!.queue) || order(a!.consumer, b!.consumer),
  );
  for (const group of sorted) settleGroup(context, lane, client, group, verdict, because);
}

const order = (a: string | null, b: string | null): number => {
  const [left, right] = [a ?? '', b ?? ''];
  return left < right ? -1 : left > right ? 1 : 0;
};

/** Settles what one queue gave to one consumer, in the order of tags; then both may go on. */
function settleGroup(
  context: Context,
  lane: LaneId,
  client: ClientId,
  group: readonly Held[],
  verdict: Verdict,
  because: 'nack' | 'recover',
): void {
  const { queue: name, consumer } = group[0]!;
  const queue = name === null ? undefined : brokerOf(context.world, lane).queues[name]!;
  // what goes to the back of a quorum queue is published anew, one after the other
  if (group.length > 1 && verdict === 'requeue' && queue && placeOf(queue, because) === 'back') {
    for (const held of group) settleGroup(context, lane, client, [held], verdict, because);
    return;
  }
  const targets: string[] = [];
  for (const held of group)
    if (queue?.type === 'stream') credit(context, lane, client, held);
    else if (verdict === 'ack') ack(context, lane, client, held);
    else if (verdict === 'requeue') targets.push(...requeue(context, lane, client, held, because));
    else targets.push(...giveUp(context, lane, client, held, 'rejected', true));
  if (name === null) return;
  if (consumer !== null) unpark(context, lane, name, consumer);
  if (verdict === 'requeue') followReturned(context, lane, name);
  else dispatch(context, lane, name);
  follow(context, lane, targets);
}
