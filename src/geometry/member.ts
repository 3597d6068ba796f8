// Who reads as part of a group, and what each of them is about: which partitions it has, gives up or waits for, and who is no member any
// more. In words, longest first; the coordinator's view and the client's own are told apart.

import type { Consumer } from '../engine/log/consumer/state.ts';
import type { ClassicMember } from '../engine/log/group/classic/state.ts';
import type { ConsumerGroupMember } from '../engine/log/group/consumer-protocol/state.ts';
import type { Group } from '../engine/log/group/state.ts';
import type { Immutable } from '../engine/vocabulary.ts';
import { partitionName, type SomeLogLane } from './log-plan.ts';
import { workersOf } from './reading.ts';
import type { Sheet } from './sheet.ts';
import { say } from '../words/say.ts';

export type SomeGroup = Immutable<Group>;

/** A process that reads for a group. */
export interface Reader {
  readonly name: string;
  /** The client of its present life. */
  readonly client: string;
  readonly down: 'crashed' | 'stopped' | null;
}

export interface Standing {
  /** The coordinator counts it as a member. */
  readonly member: boolean;
  /** It has partitions to read, or will have in a moment. */
  readonly busy: boolean;
  readonly wordings: readonly string[];
}

/** Everybody who ever reads for a group, at the place shown or at the end of the run, in a fixed order. */
export function readersOf(
  sheet: Sheet,
  lane: SomeLogLane,
  group: string,
  world: 'world' | 'end',
): readonly Reader[] {
  const workers = workersOf(sheet, lane.id, group, world).map(({ spec, client, status }): Reader => {
    const down = status === 'crashed' || status === 'stopped' ? status : null;
    return { name: spec.id, client, down };
  });
  const known = new Set(workers.map(({ name }) => name));
  const others = Object.values(lane.state.consumers).flatMap((one): Reader[] =>
    one.group !== group || known.has(one.id.split('#')[0]!)
      ? []
      : [{ name: one.id, client: one.id, down: one.open ? null : 'stopped' }],
  );
  return [...workers, ...others];
}

export function standingOf(lane: SomeLogLane, group: SomeGroup | undefined, reader: Reader): Standing {
  const consumer = lane.state.consumers[reader.client];
  const members: readonly Immutable<ClassicMember | ConsumerGroupMember>[] =
    group && group.type !== 'share' ? group.members : [];
  const member = members.find((one) => one.consumer === reader.client);
  const said = (busy: boolean, ...wordings: string[]): Standing => ({
    ...{ member: member !== undefined, busy, wordings },
  });
  if (reader.down || !consumer?.open) {
    const down = say(`status.${reader.down ?? 'gone'}`);
    return member ? said(false, say('member.not-missed', { down }), down) : said(false, down);
  }
  if (!group || !member) return said(false, ...outside(consumer));
  const names = (ids: readonly string[]): string => ids.map((id) => partitionName(lane, id)).join(', ');
  const has = consumer.assignment;
  const short = say('member.partitions', { n: has.length });
  if ('revoking' in member) {
    const waits = member.target.filter((id) => !member.assignment.includes(id));
    const { revoking } = member;
    if (revoking.length)
      return said(
        true,
        say('member.gives-up', { those: names(revoking) }),
        say('member.gives-up-short'),
        short,
      );
    if (member.state === 'UnreleasedPartitions' && waits.length)
      return said(
        true,
        `${has.length ? `${names(has)}, ` : ''}${say('member.waits-for', { those: names(waits) })}`,
        say('member.waits-for', { those: names(waits) }),
        say('member.waits'),
      );
  } else {
    const keeps = has.length ? [say('member.keeps', { those: names(has) }), say('member.keeps-on')] : [];
    switch (member.state) {
      case 'Awaited':
        return said(
          true,
          ...(has.length ? [say('member.has-to-rejoin', { those: names(has) })] : []),
          say('member.rejoin'),
          say('member.awaited'),
        );
      case 'Joining':
        return said(true, ...keeps, say('member.joining'));
      case 'Joined':
      case 'Syncing':
        return said(true, ...keeps, say('member.waits-for-share'), say('member.waits'));
      case 'Stable':
        if (consumer.classic?.told) return said(true, say('member.takes-share'), say('member.starts'));
    }
  }
  return has.length
    ? said(true, names(has), short)
    : said(false, say('member.idle'), say('member.idle-short'));
}

/** What a client is about that the coordinator does not count as a member. */
function outside({ membership, classic, assignment }: Immutable<Consumer>): string[] {
  if (classic?.fenced || membership?.state === 'Fenced')
    return [say('member.fenced'), say('member.fenced-short')];
  if (membership?.state === 'Stale') return [say('member.left'), say('member.left-short')];
  if (membership?.state === 'Fatal') return [say('member.refused')];
  if (assignment.length) return [say('member.dropped'), say('member.dropped-short')];
  return [say('member.none')];
}

/** What the group as a whole is doing. */
export function phaseOf(group: SomeGroup | undefined): readonly string[] {
  if (!group) return [say('phase.none')];
  const { state } = group;
  if (group.type === 'classic') {
    const { generation } = group;
    if (state === 'PreparingRebalance') return [say('phase.join', { state }), state];
    if (state === 'CompletingRebalance') return [say('phase.shares', { state, generation }), state];
    return state === 'Stable' ? [say('phase.generation', { state, generation }), state] : [state];
  }
  const { groupEpoch } = group;
  if (state === 'Empty') return [state];
  if (state === 'Stable') return [say('phase.epoch', { state, epoch: groupEpoch }), state];
  const there = group.members.filter((one) => one.memberEpoch === groupEpoch).length;
  return [
    say('phase.there', { state, there, all: group.members.length, epoch: groupEpoch }),
    say('phase.epoch', { state, epoch: groupEpoch }),
    state,
  ];
}
