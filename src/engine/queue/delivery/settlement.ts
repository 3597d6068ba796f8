// Settling one delivery: what becomes of it, and who may go on then. A tag that its channel does not hold is an error that closes the
// channel.

import type { Context } from '../../broker.ts';
import type { LaneId } from '../../vocabulary.ts';
import { refuse } from '../channel/channel.ts';
import { freeWindow } from '../channel/window.ts';
import type { QueueRefusal } from '../command.ts';
import { dispatch, follow, followReturned } from '../consumer/dispatch.ts';
import { unpark } from '../consumer/rotation.ts';
import { byTag } from '../order/ready.ts';
import { find } from '../order/sorted.ts';
import { preconditionFailed } from '../refusal.ts';
import { brokerOf, type ClientId } from '../state.ts';
import { credit } from '../stream/credit.ts';
import { giveUp } from './giving-up.ts';
import { ack, type Held } from './delivery.ts';
import { requeue } from './requeue.ts';

/** What becomes of what is settled: done, back to its queue, or given up. */
export type Verdict = 'ack' | 'requeue' | 'give-up';

/** Settles the delivery with this tag. */
export function settleOne(
  context: Context,
  lane: LaneId,
  client: ClientId,
  tag: number,
  verdict: Verdict,
): QueueRefusal | undefined {
  const held = find(brokerOf(context.world, lane).channels[client]!.unacked, tag, byTag);
  if (!held) return unknownTag(context, lane, client, tag);
  const letters = conclude(context, lane, client, held, verdict, 'nack');
  goOn(context, lane, held, verdict, letters);
  freeWindow(context, lane, client);
  return undefined;
}

export const unknownTag = (context: Context, lane: LaneId, client: ClientId, tag: number): QueueRefusal =>
  refuse(context, lane, client, preconditionFailed(`unknown delivery tag ${tag}`));

const NO_LETTERS: readonly string[] = [];

/** Settles one delivery, and gives the queues that a letter of it went to. */
export function conclude(
  context: Context,
  lane: LaneId,
  client: ClientId,
  held: Held,
  verdict: Verdict,
  because: 'nack' | 'recover',
): readonly string[] {
  const { queue: name } = held;
  if (name !== null && brokerOf(context.world, lane).queues[name]!.type === 'stream')
    credit(context, lane, client, held);
  else if (verdict === 'ack') ack(context, lane, client, held);
  else if (verdict === 'requeue') return requeue(context, lane, client, held, because);
  else return giveUp(context, lane, client, held, 'rejected', true);
  return NO_LETTERS;
}

/** The queue and the consumer of what was settled go on, then the queues that its letters went to. */
export function goOn(
  context: Context,
  lane: LaneId,
  { queue: name, consumer }: Held,
  verdict: Verdict,
  letters: readonly string[],
): void {
  if (name === null) return;
  if (consumer !== null) unpark(context, lane, name, consumer);
  if (verdict === 'requeue') followReturned(context, lane, name);
  else dispatch(context, lane, name);
  follow(context, lane, letters);
}
