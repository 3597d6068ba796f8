// What stands beside a reading line: whose it is, and in words what the line shows.

import type { SomeLogLane } from './log-plan.ts';
import type { Part } from './mark.ts';
import { grouped } from './number.ts';
import { type Reading, workersOf } from './reading.ts';
import type { Sheet } from './sheet.ts';
import type { SomePartition } from './tape.ts';
import { say } from '../words/say.ts';

/** The group, or whoever of its members has the partition. */
export function nameOf(sheet: Sheet, group: string, last: SomeLogLane, { owner }: Reading): string {
  return workersOf(sheet, last.id, group, 'end').length > 1 && owner !== null ? owner : group;
}

export interface Label {
  /** The longest wording first. */
  readonly wordings: readonly (readonly Part[])[];
  readonly ink: 'second' | 'harm';
}

/** What the names of states have in common in which partitions are on their way: PreparingRebalance, Assigning and their like. */
const MOVING = /ing/;

/** What the label says. */
export function wordsOf(
  sheet: Sheet,
  lane: SomeLogLane,
  group: string,
  partition: SomePartition,
  reading: Reading,
): Label {
  const plain = (...texts: readonly string[]): Label => ({
    wordings: texts.map((text) => [{ text }]),
    ink: 'second',
  });
  const harm = harmOf(sheet, lane, group);
  if (harm !== null) return { ...plain(harm), ink: 'harm' };
  const { began, committed, position, owner } = reading;
  const workers = workersOf(sheet, lane.id, group, 'world');
  const down =
    workers.length && workers.every(({ status }) => status === 'crashed' || status === 'stopped')
      ? workers[0]!.status
      : null;
  const state = lane.state.groups[group]?.state;
  const moving = state !== undefined && MOVING.test(state);
  const nothing = say('read.nothing');
  const stands = down && say(`status.${down}`);
  if (committed === null)
    return stands
      ? plain(say('read.down-nothing', { down: stands }), stands)
      : position !== null && position > 0
        ? plain(
            say('read.at-nothing', { position }),
            ...(position === began ? [say('read.begins', { position })] : []),
            nothing,
          )
        : plain(nothing);
  const ahead = partition.logEndOffset - committed;
  const lag = say('lag', { n: grouped(ahead) });
  const values = { committed: grouped(committed), lag: grouped(ahead) };
  const where = ahead === 0 ? say('read.at-end-lag') : say('read.up-to-lag', values);
  if (stands) return plain(`${stands}, ${where}`, `${stands}, ${lag}`, stands);
  if (moving) return plain(`${say('read.rebalancing')}, ${lag}`, say('read.rebalancing'));
  if (owner === null && workers.length > 1) return plain(`${say('read.nobodys')}, ${lag}`);
  return ahead === 0 ? plain(where, lag) : plain(say('read.committed-lag', values), where, lag);
}

/** A refusal of a moment ago, in a word or two. */
const harmOf = (sheet: Sheet, lane: SomeLogLane, group: string): string | null =>
  sheet.input.recent.some(
    ({ fact }) =>
      fact.of === 'log' && fact.lane === lane.id && fact.kind === 'reset-refused' && fact.group === group,
  )
    ? say('read.reset-refused')
    : null;
