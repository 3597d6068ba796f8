// Commits: consumers move their group's bookmarks, on request or by themselves (consumer/auto-commit.ts). Who may do so, each
// protocol has its own rule for. Kafka: OffsetMetadataManager.commitOffset, ConsumerCoordinator.

import type { Context } from '../../broker.ts';
import { isRefusal, type Refusal } from '../../command.ts';
import type { GroupId, Immutable, LaneId } from '../../vocabulary.ts';
import type { LogCommandOf } from '../command.ts';
import { openConsumerOf } from '../consumer/consumer.ts';
import { isSubscribed } from '../consumer/pattern.ts';
import type { Consumer } from '../consumer/state.ts';
import { logOf } from '../reading.ts';
import { clientRefusal, refusal } from '../refusal.ts';
import type { PartitionId } from '../storage/state.ts';
import * as classic from './classic/commit.ts';
import { ensureGroup } from './classic/coordinator.ts';
import type { CommitOffset } from './command.ts';
import * as consumerProtocol from './consumer-protocol/commit.ts';
import { planOffsetsCheck } from './expiry.ts';
import type { Group } from './state.ts';

const DONE: object = Object.freeze({});

/** Offsets to commit; null for a partition without a position, which is left out. */
export type OffsetsToCommit = Readonly<Record<PartitionId, CommitOffset | null>>;

/**
 * Commits the offsets given, or the positions of all assigned partitions. A topic that does not exist is asked for again until the
 * client's patience ends. Kafka: KafkaConsumer.commitSync.
 */
export function commit(
  context: Context,
  { lane, consumer: name, offsets }: LogCommandOf<'commit'>,
): Refusal | object {
  const consumer = openConsumerOf(context, lane, name);
  if (isRefusal(consumer)) return consumer;
  if (consumer.group === null)
    return refusal(
      'InvalidGroupIdException',
      'To use the group management or offset commit APIs, you must provide a valid group.id.',
    );
  for (const partition in offsets)
    if (offsetOf(offsets[partition]!) < 0)
      return clientRefusal('IllegalArgumentException', 'Invalid negative offset');
  const refused = commitOffsets(context, lane, consumer, consumer.group, offsets ?? consumer.positions);
  return refused?.error === 'UnknownTopicOrPartitionException'
    ? refusal('TimeoutException', `Timeout expired before successfully committing: ${refused.message}`)
    : (refused ?? DONE);
}

/**
 * One commit request: each partition's bookmark moves, or the request is refused for all of them. What is committed is not compared
 * with the log. Partitions that do not exist, or whose note is too long, keep nothing back from the others. What is answered is the
 * first that the client reads in the response: unknown partitions come before everything else.
 */
export function commitOffsets(
  context: Context,
  lane: LaneId,
  consumer: Immutable<Consumer>,
  id: GroupId,
  offsets: OffsetsToCommit,
): Refusal | null {
  const state = logOf(context.world, lane);
  let known = false;
  let unknown: PartitionId | null = null;
  for (const partition in offsets)
    if (offsets[partition] !== null)
      if (state.partitions[partition]) known = true;
      else unknown = partition;
  if (!known && unknown === null) return null;
  const early = refusalByClient(consumer);
  if (early) return tellRefused(context, lane, consumer, id, early);
  const answer = known ? storeOffsets(context, lane, consumer, id, offsets) : null;
  return unknown === null
    ? answer
    : refusal('UnknownTopicOrPartitionException', `There is no partition ${unknown}.`);
}

/** The coordinator's part: it stores what it is given, if the consumer may commit at all. */
function storeOffsets(
  context: Context,
  lane: LaneId,
  consumer: Immutable<Consumer>,
  id: GroupId,
  offsets: OffsetsToCommit,
): Refusal | null {
  const state = logOf(context.world, lane);
  const late = refusalByCoordinator(context, lane, state.groups[id], consumer);
  if (late) return tellRefused(context, lane, consumer, id, late);
  ensureGroup(context, lane, id);
  const bookmarks = state.groups[id]!.offsets;
  let tooLong: Refusal | null = null;
  let isNew = false;
  for (const partition in offsets) {
    const given = offsets[partition]!;
    if (given === null || !state.partitions[partition]) continue;
    const metadata = metadataOf(given);
    if (metadata.length > state.settings['offset.metadata.max.bytes']) {
      tooLong = refusal('OffsetMetadataTooLarge', `The metadata for ${partition} is too large.`);
      continue;
    }
    isNew ||= !bookmarks[partition];
    const offset = offsetOf(given);
    const { id: name } = consumer;
    context.emit({
      of: 'log',
      lane,
      kind: 'committed',
      group: id,
      partition,
      offset,
      consumer: name,
      metadata,
    });
  }
  // only a bookmark that was not there before can bring a check nearer
  if (isNew) planOffsetsCheck(context, lane, id);
  return tooLong;
}

/** What the client library refuses without asking. Whoever is no member of the group has nothing to refuse. */
const refusalByClient = (consumer: Immutable<Consumer>): Refusal | null =>
  !isSubscribed(consumer) || consumer.membership ? null : classic.refusalByClient(consumer);

/**
 * What the coordinator refuses. Whoever is no member may commit as long as there are none; so does a client of the consumer protocol
 * that knows that it is none any more.
 */
function refusalByCoordinator(
  context: Context,
  lane: LaneId,
  group: Immutable<Group> | undefined,
  consumer: Immutable<Consumer>,
): Refusal | null {
  if (!isSubscribed(consumer) || (consumer.membership && consumer.generation < 0))
    return group && group.members.length > 0 ? kickedOut() : null;
  return group?.type === 'consumer'
    ? consumerProtocol.refusalByCoordinator(context, lane, group, consumer)
    : classic.refusalByCoordinator(context, lane, group, consumer);
}

/** Kafka: CommitFailedException's own words. */
export const kickedOut = (): Refusal =>
  clientRefusal(
    'CommitFailedException',
    'Offset commit cannot be completed since the consumer is not part of an active group for auto partition assignment; it is likely that the consumer was kicked out of the group.',
  );

const offsetOf = (given: CommitOffset): number => (typeof given === 'number' ? given : given.offset);
const metadataOf = (given: CommitOffset): string => (typeof given === 'number' ? '' : (given.metadata ?? ''));

function tellRefused(
  context: Context,
  lane: LaneId,
  { id: consumer }: Immutable<Consumer>,
  group: GroupId,
  refused: Refusal,
): Refusal {
  const { error, message } = refused;
  context.emit({ of: 'log', lane, kind: 'commit-refused', group, consumer, error, message });
  return refused;
}
