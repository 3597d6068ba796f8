// What is under way at an instant: how far along, as pure functions of time since a fact. Nothing here remembers anything.

import { interpolateNumber } from 'd3-interpolate';
import type { Fact } from '../engine/fact.ts';
import type { Run } from '../engine/run.ts';
import type { Instant } from '../engine/vocabulary.ts';
import { lastAtMost } from './rank.ts';

/** A fact of a moment ago. */
export interface Recent {
  readonly fact: Fact;
  /** Virtual milliseconds since it happened. */
  readonly ageMs: number;
  /** Where it moved a bookmark or a position: what that was before; null if there was none. */
  readonly was: number | null;
}

/** A fact is recent for so long: words about it can be read, and every movement is over long before. */
export const RECENT_MS = 2000;
/** No more facts than this are looked at. */
const MOST = 400;

export const TRAVEL_MS = 240;
export const GROW_MS = 200;
export const SINK_MS = 400;

/** From 0 to 1 in `ms`; 1 ever after. */
export const along = (ageMs: number, ms: number): number => Math.min(1, Math.max(0, ageMs / ms));

/** Arriving: fast first, then slower. */
export const easeOut = (t: number): number => 1 - (1 - t) ** 3;

export const between = (from: number, to: number, t: number): number => interpolateNumber(from, to)(t);

/** The facts of the last moments before a place, newest first. */
export function recentOf(run: Run, position: number, instant: Instant): Recent[] {
  const recent: Recent[] = [];
  const { begins, at } = run.steps;
  let step = lastAtMost(begins.length, (n) => begins.at(n)!, position - 1);
  for (let i = position - 1; i >= 0 && step >= 0 && recent.length < MOST; i--) {
    while (step > 0 && begins.at(step)! > i) step--;
    const ageMs = instant - at.at(step)!;
    if (ageMs > RECENT_MS) break;
    const fact = run.journal.at(i)!;
    if (fact.of !== 'agenda') recent.push({ fact, ageMs, was: before(run.journal, i) });
  }
  return recent;
}

/** Where a bookmark or position stood before the fact that moved it. */
function before(journal: Run['journal'], index: number): number | null {
  const fact = journal.at(index)!;
  if (fact.of !== 'log') return null;
  if (fact.kind === 'polled') return fact.from;
  if (fact.kind === 'offset-reset') return fact.from;
  if (fact.kind === 'segments-deleted' || fact.kind === 'committed')
    for (let i = index - 1; i >= Math.max(0, index - 4 * MOST); i--) {
      const one = journal.at(i)!;
      if (one.of !== 'log' || one.lane !== fact.lane || !('partition' in one)) continue;
      if (one.partition !== fact.partition) continue;
      if (fact.kind === 'segments-deleted') {
        if (one.kind === 'segments-deleted' || one.kind === 'log-start-moved') return one.logStartOffset;
      } else if ((one.kind === 'committed' || one.kind === 'offset-reset') && one.group === fact.group)
        return one.offset;
    }
  return fact.kind === 'segments-deleted' ? 0 : null;
}

/** Where each group began in each partition, as `lane/group/partition`: the first position that any of its readers had there. */
export type Beginnings = Readonly<Record<string, number>>;

/** Looks through a whole run; worth keeping. */
export function beginningsOf(run: Run): Beginnings {
  const groups: Record<string, string | null> = {};
  const found: Record<string, number> = {};
  const note = (lane: string, group: string | null | undefined, partition: string, offset: number): void => {
    const key = `${lane}/${group}/${partition}`;
    if (group != null && !(key in found)) found[key] = offset;
  };
  for (const fact of run.journal) {
    if (fact.of !== 'log') continue;
    if (fact.kind === 'consumer-opened') groups[`${fact.lane}/${fact.consumer}`] = fact.group;
    else if (fact.kind === 'position-set' && fact.position !== null)
      note(fact.lane, groups[`${fact.lane}/${fact.consumer}`], fact.partition, fact.position);
    else if (fact.kind === 'offset-reset') note(fact.lane, fact.group, fact.partition, fact.offset);
  }
  return found;
}
