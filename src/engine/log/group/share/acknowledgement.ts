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
import { type Acknowledgement, acknowledge, examine } from './settlement.ts';

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

/** What was said on its way through the broker: examined, partition by partition, and not done yet. */
export interface Sent {
  readonly records: readonly HeldRecord[];
  readonly parts: ReadonlyMap<PartitionId, Refusal | Acknowledgement>;
}

/** Sends this to the broker, which does it at once. */
export const sendAcknowledgements = (
  context: Context,
  lane: LaneId,
  consumer: Consumer,
  records: readonly HeldRecord[],
): ShareCommitAnswer => complete(context, lane, consumer, send(context, lane, consumer, records));

/** The broker looks at what it is sent, partition by partition, before it does anything else; it is done when it has been written down. */
export function send(
  context: Context,
  lane: LaneId,
  { id: consumer, group }: Consumer,
  records: readonly HeldRecord[],
): Sent {
  const state = logOf(context.world, lane);
  const parts = new Map<PartitionId, Refusal | Acknowledgement>();
  for (const [id, some] of byPartition(records)) {
    const partition = shareGroup(state, group)?.partitions[id];
    const answer = partition?.open
      ? examine(state, group, partition, consumer, some)
      : refusal('UnknownTopicOrPartitionException', `There is no partition ${id}.`);
    parts.set(id, answer);
  }
  return { records, parts };
}

/**
 * What is renewed stays with the consumer, to be handed over again, unless that was refused; everything else is out of its hands whatever
 * the answer.
 */
export function complete(
  context: Context,
  lane: LaneId,
  consumer: Consumer,
  { records, parts }: Sent,
): ShareCommitAnswer {
  if (records.length === 0) return {};
  const { id: name, group } = consumer;
  const answer: Record<PartitionId, Refusal | null> = {};
  for (const [id, part] of parts) {
    answer[id] = isRefusal(part) ? part : null;
    const partition = shareGroup(logOf(context.world, lane), group)?.partitions[id];
    if (partition && !isRefusal(part)) acknowledge(context, lane, group, partition, name, part);
  }
  const held = isExplicit(consumer) ? consumer.held.filter(({ acknowledged }) => acknowledged === null) : [];
  const renewed = records
    .filter(({ acknowledged, partition }) => acknowledged === 'renew' && answer[partition] === null)
    .map((one) => ({ ...one, acknowledged: null }));
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
