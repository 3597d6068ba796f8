// The ways to settle deliveries: ack, nack, reject and recover, one tag or several at once.

import type { Context } from '../../broker.ts';
import type { LaneId } from '../../vocabulary.ts';
import { freeWindow } from '../channel/window.ts';
import type { QueueCommandOf, QueueRefusal } from '../command.ts';
import { byTag } from '../order/ready.ts';
import { find, itemsOfSorted, upTo } from '../order/sorted.ts';
import { brokerOf, type ClientId } from '../state.ts';
import type { Held } from './delivery.ts';
import { placeOf } from './requeue.ts';
import { conclude, goOn, settleOne, unknownTag, type Verdict } from './settlement.ts';

/** basic.ack, basic.nack, basic.reject. RabbitMQ: facts §5.1–§5.4. */
export function settle(
  context: Context,
  command: QueueCommandOf<'ack' | 'nack' | 'reject'>,
): QueueRefusal | undefined {
  const { lane, client, tag } = command;
  const multiple = command.kind !== 'reject' && (command.multiple ?? false);
  const verdict = command.kind === 'ack' ? 'ack' : command.requeue ? 'requeue' : 'give-up';
  if (!multiple) return settleOne(context, lane, client, tag, verdict);
  const { unacked } = brokerOf(context.world, lane).channels[client]!;
  // 0 means all
  if (tag !== 0 && !find(unacked, tag, byTag)) return unknownTag(context, lane, client, tag);
  const all = tag === 0 ? itemsOfSorted(unacked) : upTo(unacked, tag, byTag);
  settleTogether(context, lane, client, all, verdict, 'nack');
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
  const { queue: name } = group[0]!;
  const queue = name === null ? undefined : brokerOf(context.world, lane).queues[name]!;
  // what goes to the back of a quorum queue is published anew, one after the other
  if (group.length > 1 && verdict === 'requeue' && queue && placeOf(queue, because) === 'back') {
    for (const held of group) settleGroup(context, lane, client, [held], verdict, because);
    return;
  }
  const letters = group.flatMap((held) => conclude(context, lane, client, held, verdict, because));
  goOn(context, lane, group[0]!, verdict, letters);
}
