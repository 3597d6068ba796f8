// Where a consumer reads on: its position in each partition, found from what its group committed or by its reset policy. Reading moves it
// (fetch.ts), and seeking. Kafka: SubscriptionState, OffsetFetcher.

import type { Context } from '../../broker.ts';
import { isRefusal, type Refusal } from '../../command.ts';
import type { Immutable, LaneId, Offset } from '../../vocabulary.ts';
import type { LogCommandOf } from '../command.ts';
import type { PollRefusal } from './command.ts';
import { openConsumerOf } from './consumer.ts';
import { lastStableOffset } from '../storage/partition.ts';
import { logOf } from '../reading.ts';
import { clientRefusal } from '../refusal.ts';
import type { Consumer } from './state.ts';
import type { LogState } from '../state.ts';
import type { Partition, PartitionId } from '../storage/state.ts';

/** Whether it is shown committed data alone. */
export const isCommittedOnly = ({ config }: Immutable<Consumer>): boolean =>
  config['isolation.level'] === 'read_committed';

/** The end of what it may read of a partition. */
export const endFor = (consumer: Immutable<Consumer>, log: Immutable<Partition>): Offset =>
  isCommittedOnly(consumer) ? lastStableOffset(log) : log.logEndOffset;

/** Gives every assigned partition a position that has none: the group's committed offset, else by the reset policy. */
export function findPositions(
  context: Context,
  lane: LaneId,
  consumer: Immutable<Consumer>,
): PollRefusal | null {
  const { assignment, positions } = consumer;
  if (awaitsOffsets(logOf(context.world, lane), consumer)) return null;
  let without: PartitionId[] | null = null;
  for (let i = 0; i < assignment.length; i++)
    if (positions[assignment[i]!] === null && !findPosition(context, lane, consumer, assignment[i]!))
      (without ??= []).push(assignment[i]!);
  if (without === null) return null;
  const message = `Undefined offset with no reset policy for partitions: [${without.join(', ')}]`;
  return { ...clientRefusal('NoOffsetForPartitionException', message), partitions: without };
}

/**
 * Whether offsets that it has to begin at are part of an open transaction: while they are, it gets none of its positions.
 * Kafka: ConsumerCoordinator.fetchCommittedOffsets, Errors.UNSTABLE_OFFSET_COMMIT.
 */
const awaitsOffsets = (
  { transactions }: Immutable<LogState>,
  { group, positions, resets, retryAt }: Immutable<Consumer>,
): boolean =>
  transactions !== null &&
  !!transactions.pending[group!]?.some(
    ({ partition: id }) => positions[id] === null && !resets[id] && retryAt[id] === undefined,
  );

/** False if nothing says where to read from. Kafka: ConsumerCoordinator.initWithCommittedOffsetsIfNeeded. */
function findPosition(
  context: Context,
  lane: LaneId,
  consumer: Immutable<Consumer>,
  id: PartitionId,
): boolean {
  const state = logOf(context.world, lane);
  const partition = state.partitions[id];
  if (!partition || (consumer.retryAt[id] ?? 0) > context.world.now) return true;
  const asked = consumer.resets[id];
  if (asked === 'policy') return resetPosition(context, lane, consumer, partition);
  if (asked) {
    const to = asked === 'earliest' ? partition.logStartOffset : endFor(consumer, partition);
    setPosition(context, lane, consumer, id, to, asked);
    return true;
  }
  const committed = consumer.group === null ? undefined : state.groups[consumer.group]?.offsets[id];
  if (committed && consumer.retryAt[id] === undefined) {
    setPosition(context, lane, consumer, id, committed.offset, 'committed');
    return true;
  }
  return resetPosition(context, lane, consumer, partition);
}

/**
 * Sets the position by `auto.offset.reset`; false if that is `none`. What `by_duration` does is in duration-reset.ts.
 * Kafka: OffsetFetcher.resetPositionsAsync, AutoOffsetResetStrategy.
 */
function resetPosition(
  context: Context,
  lane: LaneId,
  consumer: Immutable<Consumer>,
  partition: Immutable<Partition>,
): boolean {
  const { id } = partition;
  const policy = consumer.config['auto.offset.reset'];
  switch (policy) {
    case 'none':
      return false;
    case 'earliest':
      setPosition(context, lane, consumer, id, partition.logStartOffset, policy);
      return true;
    case 'latest':
      setPosition(context, lane, consumer, id, endFor(consumer, partition), policy);
      return true;
  }
  context.ask({ of: 'log', kind: 'reset-by-duration', lane, consumer: consumer.id, partition: id });
  return true;
}

export function setPosition(
  context: Context,
  lane: LaneId,
  consumer: Immutable<Consumer>,
  partition: PartitionId,
  position: Offset,
  because: 'seek' | 'committed' | 'earliest' | 'latest' | 'by_duration',
): void {
  context.emit({
    of: 'log',
    lane,
    kind: 'position-set',
    consumer: consumer.id,
    partition,
    position,
    because,
    resetTo: null,
  });
}

/** Only what is assigned can be moved or paused. */
export const notAssigned = (partition: PartitionId): Refusal =>
  clientRefusal('IllegalStateException', `No current assignment for partition ${partition}`);

/** Moves the position, to an offset as given or, with the next poll, to one end. Kafka: KafkaConsumer.seek, seekToBeginning. */
export function seek(
  context: Context,
  { lane, consumer: name, partition, to }: LogCommandOf<'seek'>,
): Refusal | object {
  const consumer = openConsumerOf(context, lane, name);
  if (isRefusal(consumer)) return consumer;
  if (typeof to === 'number' && to < 0)
    return clientRefusal('IllegalArgumentException', 'seek offset must not be a negative number');
  if (!consumer.assignment.includes(partition)) return notAssigned(partition);
  if (typeof to === 'number') setPosition(context, lane, consumer, partition, to, 'seek');
  else
    context.emit({
      of: 'log',
      lane,
      kind: 'position-set',
      consumer: name,
      partition,
      position: null,
      because: 'seek',
      resetTo: to === 'beginning' ? 'earliest' : 'latest',
    });
  return {};
}
