// What becomes of the records that a share consumer has in hand, as its application says or implies it, and how that goes to the broker.
// What the broker makes of it is in settlement.ts. Kafka: ShareConsumerImpl.acknowledge, commitSync; ShareInFlightBatch.

import type { Context } from '../../../broker.ts';
import { isRefusal, type Refusal } from '../../../command.ts';
import type { Immutable, LaneId } from '../../../vocabulary.ts';
import type { LogCommandOf } from '../../command.ts';
import { logOf } from '../../reading.ts';
import { clientRefusal, refusal } from '../../refusal.ts';
import type { PartitionId } from '../../storage/state.ts';
import { shareGroup } from '../kinds.ts';
import { shareConsumerOf } from './client.ts';
import type { HeldRecord, ShareConsumer } from './client-state.ts';
import type { ShareCommitAnswer } from './command.ts';
import { acknowledge } from './settlement.ts';

type Consumer = Immutable<ShareConsumer>;

export const isExplicit = ({ config }: Consumer): boolean =>
  config['share.acknowledgement.mode'] === 'explicit';

/** Only a record that its consumer still has in hand, and only if it works that way. */
export function acknowledgeRecord(
  context: Context,
  { lane, consumer: name, partition, offset, type }: LogCommandOf<'acknowledge'>,
): Refusal | object {
  const consumer = shareConsumerOf(context, lane, name);
  if (isRefusal(consumer)) return consumer;
  if (!isExplicit(consumer))
    return clientRefusal('IllegalStateException', 'Implicit acknowledgement of delivery is being used.');
  const isHeld = consumer.held.some(
    (one) => one.offset === offset && one.partition === partition && one.acknowledged !== 'gap',
  );
  if (!isHeld) return clientRefusal('IllegalStateException', 'The record cannot be acknowledged.');
  context.emit({
    of: 'log',
    lane,
    kind: 'record-acknowledged',
    consumer: name,
    partition,
    offset,
    type,
  });
  return {};
}

/** Sends what was said; without explicit acknowledgement that is to accept everything in hand. */
export function commitShare(
  context: Context,
  { lane, consumer: name }: LogCommandOf<'share-commit'>,
): Refusal | ShareCommitAnswer {
  const consumer = shareConsumerOf(context, lane, name);
  if (isRefusal(consumer)) return consumer;
  return sendAcknowledgements(context, lane, consumer, acknowledgedNow(consumer));
}

/** What was said of records in hand, or is implied now that the application comes back. */
export const acknowledgedNow = (consumer: Consumer): readonly HeldRecord[] =>
  isExplicit(consumer)
    ? takeAcknowledged(consumer)
    : consumer.held.map((one) => (one.acknowledged === null ? { ...one, acknowledged: 'accept' } : one));

export const takeAcknowledged = ({ held }: Consumer): readonly HeldRecord[] =>
  held.filter(({ acknowledged }) => acknowledged !== null);

/**
 * Sends this to the broker, partition by partition. What is renewed stays with the consumer, to be handed over again, unless that was
 * refused; everything else is out of its hands whatever the answer.
 */
export function sendAcknowledgements(
  context: Context,
  lane: LaneId,
  consumer: Consumer,
  records: readonly HeldRecord[],
): ShareCommitAnswer {
  if (records.length === 0) return {};
  const { id: name, group } = consumer;
  const answer: Record<PartitionId, Refusal | null> = {};
  const renewed: HeldRecord[] = [];
  for (const [id, some] of byPartition(records)) {
    const partition = shareGroup(logOf(context.world, lane), group)?.partitions[id];
    answer[id] = partition?.open
      ? acknowledge(context, lane, group, partition, name, some)
      : refusal('UnknownTopicOrPartitionException', `There is no partition ${id}.`);
    if (answer[id] === null)
      for (const one of some) if (one.acknowledged === 'renew') renewed.push({ ...one, acknowledged: null });
  }
  const held = isExplicit(consumer) ? consumer.held.filter(({ acknowledged }) => acknowledged === null) : [];
  context.emit({ of: 'log', lane, kind: 'acknowledgements-sent', consumer: name, held, renewed });
  return answer;
}

function byPartition(records: readonly HeldRecord[]): Map<PartitionId, HeldRecord[]> {
  const parts = new Map<PartitionId, HeldRecord[]>();
  for (const record of records) {
    const some = parts.get(record.partition);
    if (some) some.push(record);
    else parts.set(record.partition, [record]);
  }
  return parts;
}
