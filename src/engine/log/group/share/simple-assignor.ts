// Who reads what in a share group: partitions go round among the members until everybody has about the same number, and to several members
// where there are more of these. Members keep what they have. Kafka: SimpleAssignor, SimpleHomogeneousAssignmentBuilder,
// SimpleHeterogeneousAssignmentBuilder.

import type { ConsumerId, Immutable } from '../../../vocabulary.ts';
import { sameSet } from '../../set.ts';
import type { LogState } from '../../state.ts';
import type { PartitionId } from '../../storage/state.ts';
import type { ShareGroup, ShareMember } from './state.ts';

type Group = Immutable<ShareGroup>;
type Target = Record<ConsumerId, PartitionId[]>;

/** All partitions at once where all members subscribe to the same, else topic by topic. Only what has been set up is dealt out. */
export function dealOutShared(state: Immutable<LogState>, group: Group): Target {
  const { members } = group;
  const target: Target = {};
  for (const { consumer } of members) target[consumer] = [];
  const [first] = members;
  if (!first) return target;
  const partitionsOf = (topics: readonly string[]): PartitionId[] =>
    topics.flatMap((topic) => state.topics[topic]?.partitions ?? []).filter((id) => group.partitions[id]);
  if (members.every(({ subscription }) => sameSet(subscription, first.subscription)))
    deal(partitionsOf(first.subscription), members, target);
  else
    for (const topic of new Set(members.flatMap(({ subscription }) => subscription)))
      deal(
        partitionsOf([topic]),
        members.filter(({ subscription }) => subscription.includes(topic)),
        target,
      );
  return target;
}

/** Deals these partitions out among these members, on top of what the target has already. */
function deal(
  partitions: readonly PartitionId[],
  members: readonly Immutable<ShareMember>[],
  target: Target,
): void {
  if (partitions.length === 0) return;
  const sharing = Math.ceil(members.length / partitions.length);
  const slots = sharing * partitions.length;
  const share = (index: number): number => Math.ceil((slots * index) / members.length);
  const readers = new Map(partitions.map((id) => [id, 0]));
  const hands = members.map(({ consumer, target: before }, index) => ({
    consumer,
    wanted: share(index + 1) - share(index),
    has: before.filter((id) => readers.has(id)),
  }));
  for (const { has } of hands) for (const id of has) readers.set(id, readers.get(id)! + 1);
  const drop = (hand: { has: PartitionId[] }, id: PartitionId): void => {
    hand.has = hand.has.filter((one) => one !== id);
    readers.set(id, readers.get(id)! - 1);
  };
  // what too many read goes first, from those who have too much; then what is still too much for one
  for (const tooFull of [true, false])
    for (const id of partitions)
      for (const hand of hands)
        if (readers.get(id)! > sharing && hand.has.includes(id) && hand.has.length > hand.wanted === tooFull)
          drop(hand, id);
  for (const hand of hands) for (const id of [...hand.has]) if (hand.has.length > hand.wanted) drop(hand, id);
  let turn = 0;
  for (const id of partitions)
    for (let tried = 0; readers.get(id)! < sharing && tried < hands.length; tried++) {
      const hand = hands[turn++ % hands.length]!;
      if (hand.has.length >= hand.wanted || hand.has.includes(id)) continue;
      hand.has.push(id);
      readers.set(id, readers.get(id)! + 1);
      tried = -1;
    }
  for (const { consumer, has } of hands)
    target[consumer]!.push(...partitions.filter((id) => has.includes(id)));
}
