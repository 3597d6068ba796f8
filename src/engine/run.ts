// A run and its history: the journal of facts, checkpoints to look back from, and the ways to move: advance, seek, fork.
// Virtual time moves here (by `step`, `wait`) and nowhere else.

import { nextEntry } from './agenda.ts';
import { apply, applyDue } from './apply.ts';
import { Blocks } from './blocks.ts';
import type { Context, Models } from './broker.ts';
import type { Command } from './command.ts';
import { decide, react } from './decide.ts';
import { DUE, type Fact } from './fact.ts';
import { addStep, createSteps, firstSteps, lastAtMost, type Steps } from './steps.ts';
import type { Instant } from './vocabulary.ts';
import {
  copyWorld,
  createWorld,
  detachWorld,
  type Opening,
  type ReadonlyWorld,
  type World,
} from './world.ts';

/** How many facts lie between two checkpoints: a seek applies at most so many. */
const CHECKPOINT_EVERY = 4096;

/**
 * A run. `journal` is everything that happened, in order; a *position* counts facts, from 0 (nothing happened yet) to
 * `journal.length`. The facts of one step belong together: a person can step in only between two steps.
 */
export interface Run {
  readonly models: Models;
  readonly journal: Blocks<Fact>;
  readonly steps: Steps;
  readonly checkpoints: Checkpoint[];
  /** The world at the end of the journal. It changes in place; do not keep it across an advance. */
  readonly world: World;
  readonly context: Context;
}

interface Checkpoint {
  readonly position: number;
  readonly world: World;
}

/** A run in which nothing has happened yet. */
export function createRun(opening: Opening, models: Models): Run {
  return assemble(createWorld(opening, models), models, new Blocks(), createSteps(), []);
}

function assemble(
  world: World,
  models: Models,
  journal: Blocks<Fact>,
  steps: Steps,
  checkpoints: Checkpoint[],
): Run {
  const context: Context = {
    world,
    models,
    emit(fact) {
      apply(world, fact, models);
      journal.push(fact);
    },
    ask: (command) => decide(context, command),
  };
  if (checkpoints.length === 0) checkpoints.push({ position: 0, world: copyWorld(world, models) });
  return { models, journal, steps, checkpoints, world, context };
}

/** Does what is due next, with everything that follows from it at that instant. False if nothing is planned any more. */
export function step(run: Run): boolean {
  const entry = nextEntry(run.world.agenda);
  if (!entry) return false;
  const from = begin(run, entry.at);
  applyDue(run.world);
  run.journal.push(DUE);
  decide(run.context, entry.command);
  finish(run, from);
  return true;
}

/** Asks something of the world now, between two steps, and gives the answer that the asking client would see. */
export function perform(run: Run, command: Command): unknown {
  const from = begin(run, run.world.now);
  const answer = decide(run.context, command);
  finish(run, from);
  return answer;
}

/** Lets time pass to an instant before which nothing is due. A step of its own; none if it is that late already. */
export function wait(run: Run, until: Instant): void {
  if (until <= run.world.now) return;
  const from = begin(run, until);
  run.context.emit({ of: 'agenda', kind: 'waited', until });
  finish(run, from);
}

/** Does everything that is due up to and including an instant, and lets the clock show it. */
export function advance(run: Run, until: Instant): void {
  for (
    let entry = nextEntry(run.world.agenda);
    entry && entry.at <= until;
    entry = nextEntry(run.world.agenda)
  )
    step(run);
  wait(run, until);
}

function begin(run: Run, at: Instant): number {
  const from = run.journal.length;
  addStep(run.steps, from, at);
  return from;
}

function finish(run: Run, from: number): void {
  for (let i = from; i < run.journal.length; i++) react(run.context, run.journal.at(i)!);
  const last = run.checkpoints[run.checkpoints.length - 1]!;
  if (run.journal.length - last.position >= CHECKPOINT_EVERY)
    run.checkpoints.push({ position: run.journal.length, world: copyWorld(run.world, run.models) });
}

/**
 * The world after the first `position` facts. It is the caller's own and stays as it is while the run goes on.
 * @throws if there are not so many facts.
 */
export const worldAt = (run: Run, position: number): ReadonlyWorld => rebuild(run, position);

/** The same, to be walked on by its owner; see reader.ts. */
export function rebuild(run: Run, position: number): World {
  if (!(position >= 0 && position <= run.journal.length))
    throw new Error(`There is no position ${position} in a run of ${run.journal.length} facts.`);
  const checkpoint = lastCheckpoint(run, position);
  const world = copyWorld(checkpoint.world, run.models);
  for (let i = checkpoint.position; i < position; i++) apply(world, run.journal.at(i)!, run.models);
  return world;
}

/** The number of steps that lie wholly within the first `position` facts. */
export function stepsBefore(run: Run, position: number): number {
  const index = lastAtMost(run.steps.begins, position);
  if (index < 0) return 0;
  return position >= positionAfter(run, index + 1) ? index + 1 : index;
}

/** The number of steps after which a person can step in at this position: a step begun is a step done. */
export function stepsAt(run: Run, position: number): number {
  const steps = stepsBefore(run, position);
  return positionAfter(run, steps) < position ? steps + 1 : steps;
}

/** The position after so many steps. */
export const positionAfter = (run: Run, steps: number): number =>
  steps < run.steps.count ? run.steps.begins.at(steps)! : run.journal.length;

/** The instant that the clock shows after the first `position` facts. */
export function instantAt(run: Run, position: number): Instant {
  const index = lastAtMost(run.steps.begins, position - 1);
  return index < 0 ? 0 : run.steps.at.at(index)!;
}

/** The position after everything that happened up to and including an instant. */
export function positionAt(run: Run, instant: Instant): number {
  return positionAfter(run, lastAtMost(run.steps.at, instant) + 1);
}

/** Another run with the same first steps and a future of its own; this one is left as it is. */
export function fork(run: Run, steps: number): Run {
  const position = positionAfter(run, steps);
  const world = detachWorld(rebuild(run, position), run.models);
  const kept = run.checkpoints.filter((checkpoint) => checkpoint.position <= position);
  return assemble(world, run.models, run.journal.first(position), firstSteps(run.steps, steps), kept);
}

/** The last checkpoint that is not after a position. */
function lastCheckpoint({ checkpoints }: Run, position: number): Checkpoint {
  let low = 0;
  let high = checkpoints.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (checkpoints[middle]!.position <= position) low = middle;
    else high = middle - 1;
  }
  return checkpoints[low]!;
}
