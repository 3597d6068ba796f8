// A run with its course laid open: what is told of it, its stage time, where its beats come and where its lanes part. Made once
// per run, when that has been run to its end; everything that moves only looks things up here.

import { createReader } from '../engine/reader.ts';
import { instantAt, positionAfter, positionAt, type Run, stepsAt } from '../engine/run.ts';
import { itemAt } from '../engine/store.ts';
import type { Instant, LaneId } from '../engine/vocabulary.ts';
import { tell } from '../scenario/narrator.ts';
import { partingOf } from '../scenario/parting.ts';
import { holds, type Predicate } from '../scenario/predicate.ts';
import type { Beat, Scenario } from '../scenario/scenario.ts';
import { stageAt, type StageTime, stageTimeOf } from './stage-time.ts';
import type { BeatView, PartingView, Place } from './session-view.ts';

/** A fact that is told: the position after it, and its sentence. */
export interface ToldFact {
  readonly position: number;
  readonly instant: Instant;
  readonly lane: LaneId | null;
  readonly says: string;
}

export interface Film {
  readonly run: Run;
  /** Where the story begins: the stage is set. */
  readonly start: Place;
  readonly end: Place;
  readonly told: readonly ToldFact[];
  readonly time: StageTime;
  readonly beats: readonly BeatView[];
  readonly parting: PartingView | null;
}

/** Lays open the course of a run that was run to its end. It begins at `from`, or where the first beat comes. */
export function filmOf(run: Run, scenario: Scenario, from: Place | null = null): Film {
  const first = scenario.lesson?.beats[0]?.when;
  const start = from ??
    (first && firstPlace(run, first, { position: 0, instant: 0 })) ?? { position: 0, instant: 0 };
  const end: Place = { position: run.journal.length, instant: run.world.now };
  const told = toldOf(run, start.position);
  const time = stageTimeOf(
    start.instant,
    told.map(({ instant }) => instant),
    end.instant,
  );
  const parting = partingOf(run, scenario.lanes);
  return {
    run,
    start,
    end,
    told,
    time,
    beats: beatsOf(run, scenario.lesson?.beats ?? [], start, time),
    parting: parting && {
      place: placeAt(run, parting.position),
      stage: stageAt(time, instantAt(run, parting.position)),
      says: parting.says,
    },
  };
}

/** Whether one place lies behind the other; a beat can come at an instant at which nothing happens. */
export const isLater = (one: Place, other: Place): boolean =>
  one.position === other.position ? one.instant > other.instant : one.position > other.position;

/** The place of an instant: all that happened by then; null after the end of the run. */
const placeOf = (run: Run, instant: Instant): Place | null =>
  instant > run.world.now ? null : { position: positionAt(run, instant), instant };

/** The same, or the end. */
export const placeIn = (film: Film, instant: Instant): Place => placeOf(film.run, instant) ?? film.end;

export const placeAt = (run: Run, position: number): Place => ({
  position,
  instant: instantAt(run, position),
});

function toldOf(run: Run, from: number): ToldFact[] {
  const told: ToldFact[] = [];
  const { sends } = run.world.clients;
  for (let i = from; i < run.journal.length; i++) {
    const telling = tell(run.journal.at(i)!, (id) => itemAt(sends, id));
    if (telling) told.push({ ...telling, position: i + 1, instant: instantAt(run, i + 1) });
  }
  return told;
}

function beatsOf(run: Run, beats: readonly Beat[], start: Place, time: StageTime): BeatView[] {
  let place: Place | null = start;
  return beats.map((beat, index) => {
    if (place && index > 0) place = firstPlace(run, beat.when, place);
    return { beat, place, stage: place && stageAt(time, place.instant) };
  });
}

/**
 * The first place from `from` on, between two steps, at which a predicate holds; null if it never does. A predicate that only
 * names an instant holds at that instant, whether a step begins there or not.
 */
export function firstPlace(run: Run, predicate: Predicate, from: Place): Place | null {
  if ('from' in predicate) return placeOf(run, Math.max(predicate.from, from.instant));
  const reader = createReader(run);
  for (let step = stepsAt(run, from.position); step <= run.steps.count; step++) {
    const position = positionAfter(run, step);
    if (holds(predicate, reader.moveTo(position))) return placeAt(run, position);
  }
  return null;
}

/** How many told facts lie within the first `position` facts of the run. */
export function toldBefore({ told }: Film, position: number): number {
  let low = 0;
  let high = told.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (told[middle]!.position <= position) low = middle + 1;
    else high = middle;
  }
  return low;
}
