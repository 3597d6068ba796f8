// Commits: consumers move their group's bookmarks, on request or by themselves (consumer/auto-commit.ts). Who may do so, each
// protocol has its own rule for. Kafka: OffsetMetadataManager.commitOffset, ConsumerCoordinator.

import type { Context } from '../../broker.ts';
import type { Refusal } from '../../command.ts';
import type { ConsumerId, GroupId, Immutable, LaneId, Offset } from '../../vocabulary.ts';
import type { LogCommandOf } from '../command.ts';
import { ALREADY_CLOSED } from '../consumer/consumer.ts';
import { isSubscribed } from '../consumer/subscription.ts';
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

/** A bookmark that is to be set. */
export interface NewBookmark {
  readonly partition: PartitionId;
  readonly offset: Offset;
  readonly metadata: string;
}

/** Commits the offsets given, or the positions of all assigned partitions. */
export const commit = (
  context: Context,
  { lane, consumer, offsets }: LogCommandOf<'commit'>,
): Refusal | object => commitAs(context, lane, consumer, offsets ? bookmarksFrom(offsets) : null);

export const bookmarksFrom = (offsets: Readonly<Record<PartitionId, CommitOffset>>): NewBookmark[] =>
  Object.entries(offsets).map(([partition, given]) =>
    typeof given === 'number'
      ? { partition, offset: given, metadata: '' }
      : { partition, offset: given.offset, metadata: given.metadata ?? '' },
  );

/** Where a consumer stands in each of its partitions that it has a position in. */
export const reached = ({ assignment, positions }: Immutable<Consumer>): NewBookmark[] =>
  assignment.flatMap((partition) => {
    const offset = positions[partition]!;
    return offset === null ? [] : [{ partition, offset, metadata: '' }];
  });

/**
 * The same for bookmarks that are known already; null stands for what the consumer has reached. A topic that does not exist is asked for
 * again until the client's patience ends. Kafka: KafkaConsumer.commitSync.
 */
export function commitAs(
  context: Context,
  lane: LaneId,
  name: ConsumerId,
  bookmarks: readonly NewBookmark[] | null,
): Refusal | object {
  const consumer = logOf(context.world, lane).consumers[name];
  if (!consumer?.open) return ALREADY_CLOSED;
  const { group } = consumer;
  if (group === null)
    return refusal(
      'InvalidGroupIdException',
      'To use the group management or offset commit APIs, you must provide a valid group.id.',
    );
  const asked = bookmarks ?? reached(consumer);
  for (let i = 0; i < asked.length; i++)
    if (asked[i]!.offset < 0) return clientRefusal('IllegalArgumentException', 'Invalid negative offset');
  const refused = commitBookmarks(context, lane, consumer, group, asked);
  if (refused === null) return DONE;
  return refused.error === 'UnknownTopicOrPartitionException'
    ? refusal('TimeoutException', `Timeout expired before successfully committing: ${refused.message}`)
    : refused;
}

/**
 * One commit request: each partition's bookmark moves, or the request is refused for all of them. What is committed is not compared
 * with the log. Partitions that do not exist, or whose note is too long, keep nothing back from the others. What is answered is the
 * first that the client reads in the response: unknown partitions come before everything else.
 */
export function commitBookmarks(
  context: Context,
  lane: LaneId,
  consumer: Immutable<Consumer>,
  id: GroupId,
  bookmarks: readonly NewBookmark[],
): Refusal | null {
  const { partitions } = logOf(context.world, lane);
  let known = false;
  let unknown: PartitionId | null = null;
  for (let i = 0; i < bookmarks.length; i++) {
    const { partition } = bookmarks[i]!;
    if (partitions[partition]) known = true;
    else unknown = partition;
  }
  if (!known && unknown === null) return null;
  const early = refusalByClient(consumer);
  if (early) return tellRefused(context, lane, consumer, id, early);
  const answer = known ? store(context, lane, consumer, id, bookmarks) : null;
  return unknown === null
    ? answer
    : refusal('UnknownTopicOrPartitionException', `There is no partition ${unknown}.`);
}

/** The coordinator's part: it stores what it is given, if the consumer may commit at all. */
function store(
  context: Context,
  lane: LaneId,
  consumer: Immutable<Consumer>,
  group: GroupId,
  bookmarks: readonly NewBookmark[],
): Refusal | null {
  const { groups, partitions, settings } = logOf(context.world, lane);
  const late = refusalByCoordinator(context, lane, groups[group], consumer);
  if (late) return tellRefused(context, lane, consumer, group, late);
  if (!groups[group]) ensureGroup(context, lane, group);
  const { offsets } = groups[group]!;
  let tooLong: Refusal | null = null;
  let isNew = false;
  for (let i = 0; i < bookmarks.length; i++) {
    const { partition, offset, metadata } = bookmarks[i]!;
    if (!partitions[partition]) continue;
    if (metadata.length > settings['offset.metadata.max.bytes']) {
      tooLong = refusal('OffsetMetadataTooLarge', `The metadata for ${partition} is too large.`);
      continue;
    }
    isNew ||= !offsets[partition];
    const { id } = consumer;
    context.emit({
      of: 'log',
      lane,
      kind: 'committed',
      group,
      partition,
      offset,
      consumer: id,
      metadata,
    });
  }
  // only a bookmark that was not there before can bring a check nearer
  if (isNew) planOffsetsCheck(context, lane, group);
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
  if (group?.type === 'share')
    return clientRefusal(
      'KafkaException',
      `Unexpected error in commit: Group ${group.id} is no consumer group.`,
    );
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
