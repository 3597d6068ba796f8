// Who reads a log, and where each group stands in a partition.

import type { Worker } from '../engine/clients/state.ts';
import type { Immutable, Offset } from '../engine/vocabulary.ts';
import type { SomeLogLane } from './log-plan.ts';
import type { Sheet } from './sheet.ts';
import { grouped } from './number.ts';
import type { SomePartition } from './tape.ts';
import { textWidth } from './text-width.ts';
import { say } from '../words/say.ts';

/** Every group of the lane, in the order in which they came. */
export function groupsOf(lane: SomeLogLane): string[] {
  const names = new Set(Object.keys(lane.state.groups));
  for (const { group } of Object.values(lane.state.consumers)) if (group !== null) names.add(group);
  return [...names];
}

/** The workers of a group, at the place shown or at the end of the run. */
export function workersOf(
  sheet: Sheet,
  lane: string,
  group: string,
  world: 'world' | 'end',
): Immutable<Worker>[] {
  const { lanes, clients } = sheet.input[world];
  const broker = lanes[lane]!;
  return Object.values(clients.workers[lane] ?? {}).filter(
    ({ client }) => broker.broker === 'log' && broker.state.consumers[client]?.group === group,
  );
}

/** Room that the labels take beside the lines. */
export function labelWidth(
  sheet: Sheet,
  last: SomeLogLane,
  groups: readonly string[],
  wording: 'committed' | 'short' | 'one line' | 'name',
): number {
  const { type } = sheet.sizes;
  const ends = Object.values(last.state.partitions).map(({ logEndOffset }) => logEndOffset);
  const nines = grouped(Math.max(1, ...ends)).replace(/\d/g, '9');
  const names = groups.flatMap((group) => [
    group,
    ...workersOf(sheet, last.id, group, 'end').map(({ spec }) => spec.id),
  ]);
  const words = [
    say('read.nothing'),
    say('read.at-end-lag'),
    say(wording === 'committed' ? 'read.committed-lag' : 'read.up-to-lag', {
      ...{ committed: nines, lag: nines },
    }),
  ];
  const name = Math.max(...names.map((one) => textWidth(one, type(13))));
  if (wording === 'name') return name;
  const said = Math.max(...words.map((one) => textWidth(one, type(12))));
  return wording === 'one line' ? name + said + textWidth('  ', type(13)) + 2 : Math.max(name, said);
}

const isOwner = (lane: SomeLogLane, group: string, consumer: string, partition: string): boolean =>
  lane.state.groups[group]?.members.some(
    (one: { readonly consumer: string; readonly assignment: readonly string[] }) =>
      one.consumer === consumer && one.assignment.includes(partition),
  ) ?? false;

/** Where a group stands in a partition. */
export interface Reading {
  readonly began: Offset;
  readonly committed: Offset | null;
  readonly position: Offset | null;
  /** Worker that has this partition now. */
  readonly owner: string | null;
}

/** Whether anybody has heard of the group yet. */
export const exists = (lane: SomeLogLane, group: string): boolean =>
  lane.state.groups[group] !== undefined ||
  Object.values(lane.state.consumers).some((one) => one.group === group);

export function readingOf(sheet: Sheet, lane: SomeLogLane, group: string, { id }: SomePartition): Reading {
  const committed = lane.state.groups[group]?.offsets[id]?.offset ?? null;
  let position: Offset | null = null;
  let owner: string | null = null;
  for (const consumer of Object.values(lane.state.consumers)) {
    if (!consumer.open || consumer.group !== group || !consumer.assignment.includes(id)) continue;
    // one that was dropped and is not aware of it may think that it still has what another was given
    if (owner !== null && !isOwner(lane, group, consumer.id, id)) continue;
    owner =
      workersOf(sheet, lane.id, group, 'world').find(({ client }) => client === consumer.id)?.spec.id ??
      consumer.id;
    position = consumer.positions[id] ?? position;
  }
  const known = sheet.input.beginnings[`${lane.id}/${group}/${id}`] ?? 0;
  return { began: Math.min(known, committed ?? Infinity, position ?? Infinity), committed, position, owner };
}
