// One poll of a share consumer: what it takes part in its group for, what it says of the records before, and what it hands over. Kafka:
// ShareConsumerImpl.poll, ShareConsumeRequestManager.

import type { Context } from '../../../broker.ts';
import { isRefusal, type Refusal } from '../../../command.ts';
import type { ConsumerId, Immutable, LaneId } from '../../../vocabulary.ts';
import type { LogCommandOf } from '../../command.ts';
import { logOf } from '../../reading.ts';
import { clientRefusal } from '../../refusal.ts';
import { acknowledgedNow, complete, isExplicit, send, sendAcknowledgements } from './acknowledgement.ts';
import { limitShareAbsence, noteSharePoll } from './absence.ts';
import { shareConsumerOf } from './client.ts';
import type { ShareConsumer, ShareFetched } from './client-state.ts';
import type { SharedRecord, SharePollAnswer } from './command.ts';
import { fetchMore, fetchShared } from './fetch.ts';
import { handOverAgain, handOverShared, type SharedItemOf } from './hand-over.ts';
import { takePartInShare } from './membership.ts';

const sharedRecord: SharedItemOf<SharedRecord> = (
  { partition, offset, deliveryCount },
  { key, value, timestamp, headers, send },
) => ({ partition, offset, deliveryCount, key, value, timestamp, headers, send });

/** One poll. */
export function pollShare(
  context: Context,
  { lane, consumer, stays = false }: LogCommandOf<'share-poll'>,
): Refusal | SharePollAnswer {
  const records = pollShareAs(context, lane, consumer, stays, sharedRecord);
  return 'error' in records ? records : { records };
}

/** One poll, and of each record what `itemOf` makes of it. */
export function pollShareAs<Item>(
  context: Context,
  lane: LaneId,
  name: ConsumerId,
  stays: boolean,
  itemOf: SharedItemOf<Item>,
): readonly Item[] | Refusal {
  const consumer = shareConsumerOf(context, lane, name);
  if (isRefusal(consumer)) return consumer;
  if (isExplicit(consumer) && consumer.held.some(({ acknowledged }) => acknowledged === null))
    return clientRefusal(
      'IllegalStateException',
      'All records must be acknowledged in explicit acknowledgement mode.',
    );
  if (consumer.subscription.length === 0)
    return clientRefusal('IllegalStateException', 'Consumer is not subscribed to any topics.');
  noteSharePoll(context, lane, consumer, stays);
  const failure = takePartInShare(context, lane, consumer);
  if (failure) return failure;
  const items = handOver(context, lane, consumer, itemOf);
  if (!stays) limitShareAbsence(context, lane, consumer);
  return items;
}

/**
 * What was renewed comes back first, and alone; then what was fetched before; then what a fetch brings. What is said of the records
 * before goes to the broker with the fetch, which is answered before that is done: whatever becomes available by it comes with the
 * next one, unless there is nothing else. If there is nothing at all, the consumer goes on asking in the background.
 */
function handOver<Item>(
  context: Context,
  lane: LaneId,
  consumer: Immutable<ShareConsumer>,
  itemOf: SharedItemOf<Item>,
): readonly Item[] {
  const said = acknowledgedNow(consumer);
  const sent = send(context, lane, consumer, said);
  const renews = said.some(({ acknowledged }) => acknowledged === 'renew');
  const waits = !renews && consumer.renewed.length === 0;
  const fresh = waits && consumer.fetched.length === 0 ? fetchShared(context, lane, consumer) : NOTHING;
  complete(context, lane, consumer, sent);
  if (consumer.renewed.length > 0) {
    // what renews goes out with a fetch that brings nothing, so that another one follows
    if (renews) ask(context, lane, consumer);
    return handOverRenewed(context, lane, consumer, itemOf);
  }
  const items = handOverFetched(context, lane, consumer, fresh, itemOf);
  return items.length > 0 ? items : handOverMore(context, lane, consumer, itemOf);
}

/** There was nothing so far: more is fetched until there is. */
function handOverMore<Item>(
  context: Context,
  lane: LaneId,
  consumer: Immutable<ShareConsumer>,
  itemOf: SharedItemOf<Item>,
): readonly Item[] {
  for (;;) {
    const fresh = fetchShared(context, lane, consumer);
    const items = handOverFetched(context, lane, consumer, fresh, itemOf);
    if (items.length > 0) return items;
    if (fresh.length > 0) continue;
    if (!consumer.asking) context.emit({ of: 'log', lane, kind: 'share-asked', consumer: consumer.id });
    return NOTHING;
  }
}

/** Fetches what there is for later; if that is nothing, it goes on asking. */
function ask(context: Context, lane: LaneId, consumer: Immutable<ShareConsumer>): void {
  if (!fetchMore(context, lane, consumer) && !consumer.asking)
    context.emit({ of: 'log', lane, kind: 'share-asked', consumer: consumer.id });
}

const NOTHING: readonly never[] = Object.freeze([]);

function handOverRenewed<Item>(
  context: Context,
  lane: LaneId,
  { id: consumer, renewed, fetched }: Immutable<ShareConsumer>,
  itemOf: SharedItemOf<Item>,
): Item[] {
  const items = handOverAgain(logOf(context.world, lane).partitions, renewed, itemOf);
  context.emit({ of: 'log', lane, kind: 'share-polled', consumer, held: renewed, fetched, fresh: false });
  return items;
}

/** Records for the application; gaps are said to be such at once, as nobody else will. */
function handOverFetched<Item>(
  context: Context,
  lane: LaneId,
  consumer: Immutable<ShareConsumer>,
  fresh: readonly ShareFetched[],
  itemOf: SharedItemOf<Item>,
): readonly Item[] {
  const { id, fetched, config } = consumer;
  const isFresh = fresh.length > 0;
  const before = fetched.length === 0 ? fresh : isFresh ? [...fetched, ...fresh] : fetched;
  if (before.length === 0) return NOTHING;
  const { partitions } = logOf(context.world, lane);
  const { items, held, left } = handOverShared(partitions, before, config['max.poll.records'], itemOf);
  context.emit({
    of: 'log',
    lane,
    kind: 'share-polled',
    consumer: id,
    held,
    fetched: left,
    fresh: isFresh,
  });
  if (items.length === 0) sendAcknowledgements(context, lane, consumer, held);
  return items;
}
