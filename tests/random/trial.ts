// A trial: random conversations with a broker, in which the truths about it are held after every step and every fact. What fails is
// shrunk to the shortest conversation that still fails, and shown with fast-check's seed and a picture of the world.

import fc from 'fast-check';
import { apply } from '../../src/engine/apply.ts';
import { type BrokerModel, createModels, type Models } from '../../src/engine/broker.ts';
import type { Command } from '../../src/engine/command.ts';
import type { Fact } from '../../src/engine/fact.ts';
import { broken } from '../../src/engine/invariants.ts';
import { picture } from '../../src/engine/picture.ts';
import { advance, createRun, fork, perform, type Run, worldAt } from '../../src/engine/run.ts';
import {
  copyWorld,
  createWorld,
  detachWorld,
  type ReadonlyWorld,
  type World,
} from '../../src/engine/world.ts';

/** How many conversations with each broker: scripts/test.mjs says so, more for `npm test` than for `npm run check`. */
export const RUNS = Number(process.env.RANDOM_RUNS ?? 300);

/** The seed of conversations to hold again, as a failure names it. */
const SEED = process.env.RANDOM_SEED;

/** Time for all of them, in milliseconds. */
export const PATIENCE = 30_000 + RUNS * 60;

/** What really happens: something asked, or so many milliseconds that pass. */
export type Deed = Command | number;

/** Somebody who follows one conversation and holds one truth that needs a past. Each gives sentences about what is wrong. */
export interface Witness {
  /** The truth, in a few words. */
  readonly holds: string;
  /** This fact is about to become true of this world. */
  before?(world: ReadonlyWorld, fact: Fact): readonly string[];
  /** It has become true. */
  after?(world: ReadonlyWorld, fact: Fact): readonly string[];
  /** A step is over. */
  rest?(world: ReadonlyWorld): readonly string[];
}

/** What src/engine's own invariants hold, which need no past. */
const SOUND: Witness = { holds: 'the world is sound' };

/** Conversations of one kind. A wish is what chance says; what it comes to depends on what there is. */
export interface Trial<Wish> {
  readonly model: BrokerModel;
  readonly lane: string;
  readonly settings?: object;
  /** What every conversation begins with; no part of what is shrunk. */
  readonly opening: readonly Wish[];
  readonly wish: fc.Arbitrary<Wish>;
  /** `said`: how many wishes there were before. */
  readonly deedsOf: (world: ReadonlyWorld, wish: Wish, said: number) => readonly Deed[];
  /** New ones for each conversation. */
  readonly witnesses: () => readonly Witness[];
}

/** How long conversations are, their opening aside. One that fails may be shrunk to fewer. */
const LONGEST = 40;
const EPOCH = 1_800_000_000_000;

/** Holds so many random conversations. @throws with the shortest that fails, if one does. */
export function hold<Wish>(trial: Trial<Wish>, runs = RUNS): void {
  fc.assert(
    fc.property(fc.array(trial.wish, { maxLength: LONGEST, size: 'max' }), (wishes) =>
      converse(trial, wishes),
    ),
    { numRuns: runs, unbiased: true, ...(SEED !== undefined && { seed: Number(SEED) }) },
  );
}

/** One conversation. @throws at what is wrong. */
function converse<Wish>(trial: Trial<Wish>, wishes: readonly Wish[]): void {
  const models = createModels(trial.model);
  const { lane, settings = {} } = trial;
  const opening = { seed: 0, epoch: EPOCH, lanes: [{ id: lane, broker: trial.model.kind, settings }] };
  const run = createRun(opening, models);
  const witnesses = trial.witnesses();
  const done: Deed[] = [];
  let said = 0;
  const take = (wish: Wish): void => {
    for (const deed of trial.deedsOf(run.world, wish, said++)) {
      done.push(deed);
      play(run, deed);
      hear(SOUND, broken(run.world));
      for (const one of witnesses) if (one.rest) hear(one, one.rest(run.world));
    }
  };
  const follow = (other: Run, some: readonly Wish[], before: number): Run => {
    for (const [n, wish] of some.entries())
      for (const deed of trial.deedsOf(other.world, wish, before + n)) play(other, deed);
    return other;
  };
  listen(run, witnesses);
  try {
    trial.opening.forEach(take);
    const half = wishes.length >> 1;
    const [first, rest] = [wishes.slice(0, half), wishes.slice(half)];
    first.forEach(take);
    const past = { ...remember(run), said };
    rest.forEach(take);

    const text = JSON.stringify(run.world);
    const { length } = run.journal;
    const again = createWorld(opening, models);
    for (const fact of JSON.parse(JSON.stringify(run.journal)) as Fact[]) apply(again, fact, models);
    expectSame('a journal makes the same world', text, JSON.stringify(again));
    const twin = follow(fork(run, past.steps), rest, past.said);
    expectSame('a fork that is asked the same goes the same way', text, JSON.stringify(twin.world));
    follow(fork(run, past.steps), rest.toReversed(), past.said);
    expectSame('a fork leaves its origin as it was', text, JSON.stringify(run.world));
    expectSame('a fork leaves its journal as it was', String(length), String(run.journal.length));
    expectSame('a checkpoint stays as it was', past.text, textOf(past.copy, models));
    expectSame('a world of its own stays as it was', past.text, JSON.stringify(past.own));
    const back = worldAt(run, past.position) as World;
    expectSame('the world looked back at is the one that was', past.text, textOf(back, models));
  } catch (error) {
    const story = done.slice(-LONGEST).map((deed) => JSON.stringify(deed));
    throw new Error([(error as Error).message, '', picture(run.world), '', ...story].join('\n'), {
      cause: error,
    });
  }
}

function play(run: Run, deed: Deed): void {
  if (typeof deed === 'number') advance(run, run.world.now + deed);
  else perform(run, deed);
  advance(run, run.world.now);
}

/** Lets the witnesses hear of each fact, just before and just after it becomes true. */
function listen(run: Run, witnesses: readonly Witness[]): void {
  const { context } = run;
  const emit = context.emit.bind(context);
  context.emit = (fact) => {
    for (const one of witnesses) if (one.before) hear(one, one.before(context.world, fact));
    emit(fact);
    for (const one of witnesses) if (one.after) hear(one, one.after(context.world, fact));
  };
}

/** A run's past as it is now: where it is, how it looks, and two worlds that must stay so. */
function remember({ world, models, journal, steps }: Run) {
  const copy = copyWorld(world, models);
  const own = detachWorld(world, models);
  return { position: journal.length, steps: steps.count, text: JSON.stringify(own), copy, own };
}

/** What a world shows, without what others have appended to the storage that they share. */
const textOf = (world: World, models: Models): string => JSON.stringify(detachWorld(world, models));

function hear({ holds }: Witness, wrong: readonly string[]): void {
  if (wrong.length > 0) throw new Error([`It is not true that ${holds}.`, ...wrong].join('\n'));
}

function expectSame(truth: string, expected: string, got: string): void {
  if (expected === got) return;
  let at = 0;
  while (expected[at] === got[at]) at++;
  const near = (text: string): string => text.slice(Math.max(0, at - 60), at + 60);
  const lines = [`expected …${near(expected)}…`, `got      …${near(got)}…`];
  throw new Error([`It is not true that ${truth}.`, ...lines].join('\n'));
}
