// Moving a group's bookmarks by a rule, in all the ways of Kafka's tool, while the group has no members. Kafka: OffsetsUtils,
// ConsumerGroupCommand.

import type { Context } from '../../broker.ts';
import { isRefusal, type Refusal } from '../../command.ts';
import type { Immutable, Offset, Timestamp } from '../../vocabulary.ts';
import type { LogCommandOf } from '../command.ts';
import { parseDuration } from '../consumer/duration.ts';
import { logOf } from '../reading.ts';
import type { LogState } from '../state.ts';
import { findByTime } from '../storage/search.ts';
import type { Partition, PartitionId } from '../storage/state.ts';
import { ensureGroup } from './classic/coordinator.ts';
import type { ResetAnswer, ResetTarget } from './command.ts';
import { planOffsetsCheck } from './expiry.ts';
import type { CommittedOffset } from './state.ts';

type Commits = Readonly<Record<PartitionId, Immutable<CommittedOffset>>>;
type Scope = Pick<LogCommandOf<'reset-offsets'>, 'topics' | 'partitions' | 'to'>;

/** Moves the bookmarks, or only says where to (`dryRun`). All of them or none: whatever is refused is refused before the first moves. */
export function resetOffsets(
  context: Context,
  command: LogCommandOf<'reset-offsets'>,
): Refusal | ResetAnswer {
  const { lane, group: id, dryRun = false } = command;
  const state = logOf(context.world, lane);
  const group = state.groups[id];
  const commits: Commits = group?.offsets ?? {};
  const shares = group?.type === 'share';
  const wanted =
    group && !shares && group.state !== 'Empty' && group.state !== 'Dead'
      ? refused(
          `Error: Assignments can only be reset if the group '${id}' is inactive, but the current state is ${group.state}.`,
        )
      : planReset(state, commits, command, context.world.epoch + context.world.now);
  // the tool takes a share group for none, and then is not let
  const plan = shares && !dryRun ? refusedForShares(wanted) : wanted;
  if (isRefusal(plan)) {
    if (!dryRun) context.emit({ of: 'log', lane, kind: 'reset-refused', group: id, message: plan.message });
    return plan;
  }
  if (!dryRun && plan.length > 0) {
    ensureGroup(context, lane, id);
    for (const { partition, offset, warning } of plan) {
      const from = commits[partition]?.offset ?? null;
      context.emit({ of: 'log', lane, kind: 'offset-reset', group: id, partition, from, offset, warning });
    }
    planOffsetsCheck(context, lane, id);
  }
  return {
    offsets: Object.fromEntries(plan.map(({ partition, offset }) => [partition, offset])),
    warnings: plan.flatMap(({ warning }) => warning ?? []),
  };
}

interface Move {
  readonly partition: PartitionId;
  readonly offset: Offset;
  /** What the tool warns of; null if all is as asked. */
  readonly warning: string | null;
}

function refusedForShares(plan: readonly Move[] | Refusal): readonly Move[] | Refusal {
  if (isRefusal(plan) || plan.length === 0) return plan;
  const partitions = plan.map(({ partition }) => partition).join(', ');
  return failed(`Failed altering group offsets for the following partitions: [${partitions}]`);
}

/** The refusal has the first line that the tool prints. */
const refused = (message: string): Refusal => ({ error: message, message });
const failed = (because: string): Refusal =>
  refused(`Error: Executing consumer group command failed due to ${because}`);
const NOT_HOSTED = 'This server does not host this topic-partition.';

/** Where each bookmark goes. Kafka: ConsumerGroupService.prepareOffsetsToReset. */
function planReset(
  state: Immutable<LogState>,
  commits: Commits,
  scope: Scope,
  clock: Timestamp,
): readonly Move[] | Refusal {
  const { to } = scope;
  const ids = partitionsIn(state, commits, scope);
  if (isRefusal(ids)) return ids;
  if (typeof to === 'object' && 'shift' in to) {
    const uncommitted = ids.find((id) => !commits[id]);
    if (uncommitted !== undefined)
      return refused(
        `Cannot shift offset for partition ${uncommitted} since there is no current committed offset`,
      );
  }
  const missing = missingAmong(state, ids);
  if (missing) return missing;
  const since = timestampOf(to, clock);
  if (isRefusal(since)) return since;
  return ids.map((id) => moveOf(state.partitions[id]!, commits[id]?.offset ?? null, to, since));
}

/** Partitions given one by one come before those of topics. Kafka: OffsetsUtils.parseTopicPartitionsToReset. */
function partitionsIn(
  { topics: known }: Immutable<LogState>,
  commits: Commits,
  { topics, partitions, to }: Scope,
): readonly PartitionId[] | Refusal {
  if (typeof to === 'object' && 'rows' in to) return Object.keys(to.rows);
  if (!topics && !partitions) return Object.keys(commits);
  if (topics?.some((topic) => !known[topic])) return failed(NOT_HOSTED);
  return [...(partitions ?? []), ...(topics ?? []).flatMap((topic) => known[topic]!.partitions)];
}

/** Kafka: OffsetsUtils.checkAllTopicPartitionsValid. */
function missingAmong(
  { topics, partitions }: Immutable<LogState>,
  ids: readonly PartitionId[],
): Refusal | null {
  const missing = ids.filter((id) => !partitions[id]);
  if (missing.length === 0) return null;
  const strange = missing.some((id) => !topics[id.slice(0, id.lastIndexOf('-'))]);
  return failed(
    strange
      ? `java.util.concurrent.ExecutionException: org.apache.kafka.common.errors.UnknownTopicOrPartitionException: ${NOT_HOSTED}`
      : `The partitions "${missing.join(',')}" do not exist`,
  );
}

/** The time to look for; null for targets that are none. */
function timestampOf(to: ResetTarget, clock: Timestamp): Timestamp | null | Refusal {
  if (typeof to !== 'object' || !('time' in to || 'duration' in to)) return null;
  const durationMs = 'duration' in to ? parseDuration(to.duration) : 0;
  if (durationMs === null) return failed('Text cannot be parsed to a Duration');
  const time = 'time' in to ? to.time : clock - durationMs;
  // below 0 stand the broker's names for other places
  return time >= 0
    ? time
    : failed(
        'java.util.concurrent.ExecutionException: org.apache.kafka.common.errors.UnsupportedVersionException: The version of API is not supported.',
      );
}

function moveOf(
  log: Immutable<Partition>,
  committed: Offset | null,
  to: ResetTarget,
  since: Timestamp | null,
): Move {
  const { id: partition, logStartOffset, logEndOffset } = log;
  switch (to) {
    case 'earliest':
      return { partition, offset: logStartOffset, warning: null };
    case 'latest':
      return { partition, offset: logEndOffset, warning: null };
    case 'current':
      return { partition, offset: committed ?? logEndOffset, warning: null };
  }
  if ('offset' in to) return within(log, to.offset);
  if ('shift' in to) return within(log, committed! + to.shift);
  if ('rows' in to) return within(log, to.rows[partition]!);
  const found = findByTime(log, since!);
  if (found) return { partition, offset: found.offset, warning: null };
  const warning = `Warn: Partition ${log.number} from topic ${log.topic} is empty. Falling back to latest known offset.`;
  return { partition, offset: logEndOffset, warning };
}

/** Kafka: OffsetsUtils.checkOffsetsRange. */
function within({ id, logStartOffset, logEndOffset }: Immutable<Partition>, offset: Offset): Move {
  const warn = (how: string, instead: Offset): Move => ({
    partition: id,
    offset: instead,
    warning: `New offset (${offset}) is ${how} offset for topic partition ${id}. Value will be set to ${instead}`,
  });
  if (offset > logEndOffset) return warn('higher than latest', logEndOffset);
  return offset < logStartOffset
    ? warn('lower than earliest', logStartOffset)
    : { partition: id, offset, warning: null };
}
