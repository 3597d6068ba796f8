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
import type { SharePartition } from './state.ts';

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
  /** What stays in hand, as nothing was said of it. */
  readonly held: readonly HeldRecord[];
  readonly parts: readonly SentPart[];
}

interface SentPart {
  readonly id: PartitionId;
  readonly partition: Immutable<SharePartition> | null;
  readonly outcome: Refusal | Acknowledgement;
}

const NONE: readonly never[] = Object.freeze([]);

/** Sends this to the broker, which does it at once. */
export const sendAcknowledgements = (
  context: Context,
  lane: LaneId,
  consumer: Consumer,
  records: readonly HeldRecord[],
  held: readonly HeldRecord[] = unsaid(consumer),
): ShareCommitAnswer =>
  records.length === 0 ? {} : complete(context, lane, consumer, send(context, lane, consumer, records, held));

/** Records in hand of which nothing was said, nor is implied. */
const unsaid = (consumer: Consumer): readonly HeldRecord[] => {
  if (!isExplicit(consumer)) return NONE;
  const held = consumer.held.filter(({ acknowledged }) => acknowledged === null);
  return held.length > 0 ? held : NONE;
};

/** The broker looks at what it is sent, partition by partition, before it does anything else; it is done when it has been written down. */
export function send(
  context: Context,
  lane: LaneId,
  consumer: Consumer,
  records: readonly HeldRecord[],
  held: readonly HeldRecord[] = unsaid(consumer),
): Sent {
  const state = logOf(context.world, lane);
  const group = shareGroup(state, consumer.group);
  const parts = byPartition(records).map((some): SentPart => {
    const { partition: id } = some[0]!;
    const partition = group?.partitions[id];
    if (!partition?.open)
      return {
        id,
        partition: null,
        outcome: refusal('UnknownTopicOrPartitionException', `There is no partition ${id}.`),
      };
    return { id, partition, outcome: examine(state, group!.id, partition, consumer.id, some) };
  });
  return { records, held, parts };
}

/**
 * What is renewed stays with the consumer, to be handed over again, unless that was refused; everything else is out of its hands whatever
 * the answer.
 */
export function complete(
  context: Context,
  lane: LaneId,
  { id: consumer, group }: Consumer,
  { records, held, parts }: Sent,
): ShareCommitAnswer {
  if (records.length === 0) return {};
  const answer: Record<PartitionId, Refusal | null> = {};
  let renews = false;
  for (const { id, partition, outcome } of parts) {
    const refused = isRefusal(outcome);
    answer[id] = refused ? outcome : null;
    if (refused) continue;
    renews ||= outcome.renewed.length > 0;
    acknowledge(context, lane, group, partition!, consumer, outcome);
  }
  const renewed = renews ? renewedOf(records, answer) : NONE;
  context.emit({ of: 'log', lane, kind: 'acknowledgements-sent', consumer, held, renewed });
  return answer;
}

const renewedOf = (records: readonly HeldRecord[], answer: ShareCommitAnswer): HeldRecord[] =>
  records
    .filter(({ acknowledged, partition }) => acknowledged === 'renew' && answer[partition] === null)
    .map((one) => ({ ...one, acknowledged: null }));

/** The same records, those of one partition together. */
function byPartition(records: readonly HeldRecord[]): (readonly HeldRecord[])[] {
  if (records.length === 0) return [];
  const first = records[0]!.partition;
  if (records.every(({ partition }) => partition === first)) return [records];
  const parts = new Map<PartitionId, HeldRecord[]>();
  for (const record of records) {
    const some = parts.get(record.partition);
    if (some) some.push(record);
    else parts.set(record.partition, [record]);
  }
  return [...parts.values()];
}
