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
    const down = reader.down ?? 'gone';
    return member ? said(false, `${down}, not missed yet`, down) : said(false, down);
  }
  if (!group || !member) return said(false, ...outside(consumer));
  const names = (ids: readonly string[]): string => ids.map((id) => partitionName(lane, id)).join(', ');
  const has = consumer.assignment;
  const short = has.length === 1 ? '1 partition' : `${has.length} partitions`;
  if ('revoking' in member) {
    const waits = member.target.filter((id) => !member.assignment.includes(id));
    const { revoking } = member;
    if (revoking.length) return said(true, `gives up ${names(revoking)}`, 'gives up', short);
    if (member.state === 'UnreleasedPartitions' && waits.length)
      return said(
        true,
        `${has.length ? `${names(has)}, ` : ''}waits for ${names(waits)}`,
        `waits for ${names(waits)}`,
        'waits',
      );
  } else {
    const keeps = has.length ? [`keeps ${names(has)}, rejoins`, 'keeps on'] : [];
    switch (member.state) {
      case 'Awaited':
        return said(
          true,
          ...(has.length ? [`${names(has)}, has to rejoin`] : []),
          'has to rejoin',
          'awaited',
        );
      case 'Joining':
        return said(true, ...keeps, 'joining');
      case 'Joined':
      case 'Syncing':
        return said(true, ...keeps, 'waits for its share', 'waits');
      case 'Stable':
        if (consumer.classic?.told) return said(true, 'takes its share', 'starts');
    }
  }
  return has.length ? said(true, names(has), short) : said(false, 'idle, no partition', 'idle');
}

/** What a client is about that the coordinator does not count as a member. */
function outside({ membership, classic, assignment }: Immutable<Consumer>): string[] {
  if (classic?.fenced || membership?.state === 'Fenced') return ['fenced, no member', 'fenced'];
  if (membership?.state === 'Stale') return ['left, polled too late', 'left'];
  if (membership?.state === 'Fatal') return ['refused'];
  if (assignment.length) return ['dropped, unaware of it', 'dropped'];
  return ['no member'];
}

/** What the group as a whole is doing. */
export function phaseOf(group: SomeGroup | undefined): readonly string[] {
  if (!group) return ['no members yet'];
  const { state } = group;
  if (group.type === 'classic') {
    const { generation } = group;
    if (state === 'PreparingRebalance') return ['PreparingRebalance, members join', state];
    if (state === 'CompletingRebalance')
      return [`CompletingRebalance, generation ${generation} gets its shares`, state];
    return state === 'Stable' ? [`Stable, generation ${generation}`, state] : [state];
  }
  const { groupEpoch } = group;
  if (state === 'Empty') return [state];
  if (state === 'Stable') return [`Stable, epoch ${groupEpoch}`, state];
  const there = group.members.filter((one) => one.memberEpoch === groupEpoch).length;
  return [
    `${state}, ${there} of ${group.members.length} members at epoch ${groupEpoch}`,
    `${state}, epoch ${groupEpoch}`,
    state,
  ];
}
