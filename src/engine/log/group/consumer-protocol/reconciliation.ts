// How a member is led from what it has to what is meant for it: first it gives up what it shall not keep, and says so; then it gets
// what nobody else holds any more, piece by piece. Nothing here looks at any other member but to see what it holds.
// Kafka: CurrentAssignmentBuilder.

import type { ConsumerId, Immutable } from '../../../vocabulary.ts';
import { without } from '../../set.ts';
import type { PartitionId } from '../../storage/state.ts';
import type { ConsumerGroup, ConsumerGroupMember, ReconciliationState } from './state.ts';

type Group = Immutable<ConsumerGroup>;
type Member = Immutable<ConsumerGroupMember>;

/** Where a member stands after its next step. */
export interface Step {
  readonly state: ReconciliationState;
  readonly memberEpoch: number;
  readonly assignment: readonly PartitionId[];
  readonly revoking: readonly PartitionId[];
}

/** What a member has to do with its heartbeat. */
export interface Report {
  /** What it says that it has; null where it does not say. */
  readonly owned: readonly PartitionId[] | null;
  /** Whether it subscribes to other topics than before. */
  readonly resubscribed: boolean;
  /** Whether a partition is of a topic that there is and that it subscribes to. */
  readonly wants: (partition: PartitionId) => boolean;
}

/** The member has all that is meant for it. */
export const isReconciled = ({ targetEpoch }: Group, { state, memberEpoch }: Member): boolean =>
  state === 'Stable' && memberEpoch === targetEpoch;

/** The member's next step; null where it stays as it is. */
export function nextStep(group: Group, member: Member, report: Report): Step | null {
  switch (member.state) {
    case 'Stable':
      if (member.memberEpoch !== group.targetEpoch) return towardsTarget(group, member, report);
      return report.resubscribed ? withoutUnwanted(member, report) : null;
    case 'UnrevokedPartitions':
      if (!holdsAny(report.owned, member.revoking)) return towardsTarget(group, member, report);
      return report.resubscribed ? withoutUnwanted(member, report) : null;
    case 'UnreleasedPartitions':
      return towardsTarget(group, member, report);
  }
}

/** Whoever does not say what it has may have it still. */
const holdsAny = (owned: readonly PartitionId[] | null, partitions: readonly PartitionId[]): boolean =>
  owned === null || partitions.some((partition) => owned.includes(partition));

function towardsTarget(group: Group, member: Member, { owned, wants }: Report): Step {
  const meant = member.target.filter(wants);
  const kept = member.assignment.filter((partition) => meant.includes(partition));
  const surplus = without(member.assignment, kept);
  if (surplus.length > 0 && holdsAny(owned, surplus))
    return {
      state: 'UnrevokedPartitions',
      memberEpoch: member.memberEpoch,
      assignment: kept,
      revoking: surplus,
    };
  const holders = holdersOf(group);
  const assignment = meant.filter((partition) => isFree(holders, partition, member));
  const state = assignment.length < meant.length ? 'UnreleasedPartitions' : 'Stable';
  return { state, memberEpoch: group.targetEpoch, assignment, revoking: [] };
}

/** Its topics changed and the target is not computed yet: it gives up at once what it does not want. */
function withoutUnwanted(member: Member, { owned, wants }: Report): Step | null {
  const kept = member.assignment.filter(wants);
  if (kept.length === member.assignment.length) return null;
  const { state, memberEpoch } = member;
  const revoking = [...member.revoking, ...without(member.assignment, kept)];
  return holdsAny(owned, revoking)
    ? { state: 'UnrevokedPartitions', memberEpoch, assignment: kept, revoking }
    : { state, memberEpoch, assignment: kept, revoking: member.revoking };
}

/** Who holds each partition: has it, or was told to give it up and has not said yet that it did. Nobody else may get it. */
export function holdersOf({ members }: Group): ReadonlyMap<PartitionId, ConsumerId> {
  const holders = new Map<PartitionId, ConsumerId>();
  for (const { consumer, assignment, revoking } of members) {
    for (const partition of assignment) holders.set(partition, consumer);
    for (const partition of revoking) holders.set(partition, consumer);
  }
  return holders;
}

/** Whether a member may have a partition: nobody else holds it. */
export function isFree(
  holders: ReadonlyMap<PartitionId, ConsumerId>,
  partition: PartitionId,
  { consumer }: Member,
): boolean {
  const holder = holders.get(partition);
  return holder === undefined || holder === consumer;
}

/** Whether a member's next request could bring it nearer to its target. */
export function hasToMove(
  { targetEpoch }: Group,
  member: Member,
  holders: ReadonlyMap<PartitionId, ConsumerId>,
): boolean {
  const { state, memberEpoch, target, assignment } = member;
  if (memberEpoch !== targetEpoch || state === 'UnrevokedPartitions') return true;
  if (state === 'Stable') return false;
  return target.some((partition) => !assignment.includes(partition) && isFree(holders, partition, member));
}
