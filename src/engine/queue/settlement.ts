// Settling deliveries: ack, nack, reject and recover, one tag or several at once. A tag that its channel does not hold is an
// error that closes the channel.

import type { Context } from '../broker.ts';
import type { Immutable, LaneId } from '../vocabulary.ts';
import { refuse } from './channel.ts';
import type { QueueRefusal } from './command.ts';
import { giveUp } from './dead-letter.ts';
import { ACK, leave } from './delivery.ts';
import { dispatch, unpark } from './dispatch.ts';
import { byTag } from './queue.ts';
import { preconditionFailed } from './refusal.ts';
import { find, itemsOfSorted, upTo } from './sorted.ts';
import { brokerOf, type ClientId, type Unacked } from './state.ts';

/** What becomes of what is settled: done, back to its queue, or given up. */
export type Verdict = 'ack' | 'requeue' | 'give-up';

type Held = Immutable<Unacked>;

/**
 * Settles one tag, or with `multiple` all that the channel holds up to it; 0 then means all. The tag itself must be held.
 * RabbitMQ: facts §5.1–§5.4.
 */
export function settle(
  context: Context,
  lane: LaneId,
  client: ClientId,
  tag: number,
  multiple: boolean,
  verdict: Verdict,
): QueueRefusal | undefined {
  const { unacked } = brokerOf(context.world, lane).channels[client]!;
  const held = find(unacked, tag, byTag);
  if (!held) {
    if (!multiple || tag !== 0)
      return refuse(context, lane, client, preconditionFailed(`unknown delivery tag ${tag}`));
    settleTogether(context, lane, client, itemsOfSorted(unacked), verdict, 'nack');
  } else if (multiple) settleTogether(context, lane, client, upTo(unacked, tag, byTag), verdict, 'nack');
  else settleGroup(context, lane, client, [held], verdict, 'nack');
  return undefined;
}

/** Gives back everything the channel holds. RabbitMQ: facts §5.5. */
export function recover(context: Context, lane: LaneId, client: ClientId): void {
  const held = itemsOfSorted(brokerOf(context.world, lane).channels[client]!.unacked);
  settleTogether(context, lane, client, held, 'requeue', 'recover');
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
  const { queue, consumer } = group[0]!;
  let targets: Set<string> | undefined;
  for (const held of group) {
    if (verdict === 'ack') leave(context, lane, client, held, ACK);
    else if (verdict === 'requeue') leave(context, lane, client, held, { event: 'REQUEUE', because });
    else targets = new Set([...(targets ?? []), ...giveUp(context, lane, client, held, 'rejected')]);
  }
  if (queue === null) return;
  unpark(context, lane, queue, consumer);
  dispatch(context, lane, queue);
  for (const target of targets ?? []) dispatch(context, lane, target);
}
