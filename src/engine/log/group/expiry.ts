// How what nobody uses any more is forgotten: bookmarks first, then the group. The coordinator looks at fixed intervals; a check is
// planned only for the first of these instants at which something could go. Kafka: GroupCoordinatorShard.cleanupGroupMetadata.

import type { Context } from '../../broker.ts';
import type { GroupId, Immutable, Instant, LaneId } from '../../vocabulary.ts';
import type { LogCommandOf } from '../command.ts';
import { logOf } from '../reading.ts';
import type { LogState } from '../state.ts';
import type { PartitionId } from '../storage/state.ts';
import type { Group } from './state.ts';

/**
 * Since when nobody has used a bookmark; null while it is in use. An empty group counts from when it became empty, whatever was
 * committed since; a group without members of its own, and any topic that no member subscribes to, from the last commit.
 * Kafka: ClassicGroup.offsetExpirationCondition, ConsumerGroup.offsetExpirationCondition.
 */
function unusedSince(
  state: Immutable<LogState>,
  group: Immutable<Group>,
  wanted: ReadonlySet<string>,
  id: PartitionId,
): Instant | null {
  const { committedAt } = group.offsets[id]!;
  if (group.type === 'classic') {
    if (group.state === 'Empty') return group.emptySince ?? committedAt;
    if (group.state !== 'Stable') return null;
  }
  return wanted.has(state.partitions[id]!.topic) ? null : committedAt;
}

/** The topics that members subscribe to, by name or by a pattern that has been matched. Kafka: Group.isSubscribedToTopic. */
export function wantedTopics(group: Immutable<Group>): ReadonlySet<string> {
  const wanted = new Set(group.members.flatMap(({ subscription }) => subscription));
  if (group.type === 'consumer')
    for (const { pattern } of group.members)
      if (pattern !== null) for (const topic of group.matches[pattern] ?? []) wanted.add(topic);
  return wanted;
}

/** The first check after now at which something can go, as things are; null if nothing ever will. */
function firstCheck(state: Immutable<LogState>, group: Immutable<Group>, now: Instant): Instant | null {
  const retentionMs = state.settings['offsets.retention.minutes'] * 60_000;
  const intervalMs = state.settings['offsets.retention.check.interval.ms'];
  const wanted = wantedTopics(group);
  let from = Infinity;
  if (isForgettable(group)) from = now;
  for (const id in group.offsets) {
    const since = unusedSince(state, group, wanted, id);
    if (since !== null) from = Math.min(from, since + retentionMs);
  }
  return from > Number.MAX_SAFE_INTEGER ? null : Math.ceil(Math.max(from, now + 1) / intervalMs) * intervalMs;
}

/** A group that has neither members nor anything committed is deleted. */
const isForgettable = (group: Immutable<Group>): boolean =>
  group.state === 'Empty' && Object.keys(group.offsets).length === 0;

/** Plans a check where none is planned, or a sooner one. A check planned too soon finds that out by itself. */
export function planOffsetsCheck(context: Context, lane: LaneId, id: GroupId): void {
  const state = logOf(context.world, lane);
  const group = state.groups[id];
  const checkAt = group ? firstCheck(state, group, context.world.now) : null;
  const planned = group?.offsetsCheckAt ?? null;
  if (checkAt !== null && (planned === null || checkAt < planned))
    context.emit({ of: 'log', lane, kind: 'offsets-check-planned', group: id, checkAt });
}

/** The planned check. Kafka: OffsetMetadataManager.cleanupExpiredOffsets, GroupMetadataManager.maybeDeleteGroup. */
export function checkOffsets(context: Context, { lane, group: id }: LogCommandOf<'check-offsets'>): void {
  const { now } = context.world;
  const state = logOf(context.world, lane);
  const group = state.groups[id];
  if (group?.offsetsCheckAt !== now) return;
  const retentionMs = state.settings['offsets.retention.minutes'] * 60_000;
  const wanted = wantedTopics(group);
  const partitions = Object.keys(group.offsets).filter((partition) => {
    const since = unusedSince(state, group, wanted, partition);
    return since !== null && now - since >= retentionMs;
  });
  if (partitions.length > 0)
    context.emit({ of: 'log', lane, kind: 'offsets-deleted', group: id, partitions, because: 'expiry' });
  if (isForgettable(group)) context.emit({ of: 'log', lane, kind: 'group-deleted', group: id });
  else
    context.emit({
      of: 'log',
      lane,
      kind: 'offsets-check-planned',
      group: id,
      checkAt: firstCheck(state, group, now),
    });
}
