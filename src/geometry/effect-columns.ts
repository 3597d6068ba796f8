// The columns of a table of effects: which there are, what stands over them, and how wide they can be.

import type { LaneId } from '../engine/vocabulary.ts';
import type { Expectation } from '../scenario/scenario.ts';
import { say } from '../words/say.ts';
import { countsOf, type EffectCount } from './effect-count.ts';
import { effectIn } from './effect-name.ts';
import type { Sheet } from './sheet.ts';
import { textWidth } from './text-width.ts';

/** An effect that is expected in a lane, and how often each customer had it. */
export interface Column {
  readonly expectation: Expectation;
  readonly head: string;
  readonly counts: readonly EffectCount[];
}

/** What is expected in this lane, a column each; nothing is of a service that never comes to it. */
export function columnsOf({ input }: Sheet, lane: LaneId): Column[] {
  const workers = Object.values(input.end.clients.workers[lane] ?? {});
  const expected = (input.scenario.expects ?? []).filter(({ service }) =>
    workers.some(({ spec }) => spec.service === service),
  );
  const same = isSame(expected);
  return expected.map((expectation) => ({
    expectation,
    head: same ? expectation.service : headOf(expectation),
    counts: countsOf(input, lane, expectation),
  }));
}

/** Whether it is the same effect of several services, so that these are what tells columns apart. */
export const isSame = (expected: readonly Expectation[]): boolean =>
  expected.length > 1 && expected.every(({ effect }) => effect === expected[0]!.effect);

/** What such effects are called. */
export const headOf = ({ effect, latest }: Expectation): string => effectIn(effect, latest ? 'one' : 'many');

/** What something should be, behind what it is. */
export const ofDue = (is: string, should: string): string =>
  say('of-due', { is, should: should.replace('€ ', '') });

/** How wide the parts of a table are, in px. */
export interface Widths {
  readonly name: number;
  readonly is: number;
  /** 0 where it is written as `5 of 35`. */
  readonly should: number;
  readonly columns: number;
  /** Only what is, not what should be. */
  readonly bare: boolean;
  readonly all: number;
}

/** The widest form of the table that this room can take. */
export function widthsOf(sheet: Sheet, columns: readonly Column[], room: number): Widths {
  const { type, unit } = sheet.sizes;
  const [small, normal] = [type(12), type(13)];
  const names = columns.flatMap(({ counts }) =>
    counts.map(({ key }) => textWidth(key ?? say('all'), normal)),
  );
  // where lines are low, the word about a wrong number stands in the place of the name
  const words =
    sheet.input.scale > 1
      ? [textWidth(say('wrong.missing'), small), textWidth(say('wrong.doubled'), small)]
      : [];
  const name = Math.max(0, ...names, ...words) + normal + unit(6);
  const widest = columns.flatMap(({ counts }) => counts.map((one) => one.widest));
  const is = Math.max(
    ...columns.map((one) => textWidth(one.head, small)),
    ...widest.map((text) => textWidth(text, normal)),
  );
  const gap = unit(16);
  const told = columns.filter(({ expectation }) => expectation.latest).flatMap(({ counts }) => counts);
  const should = Math.max(
    textWidth(say('should-be'), small),
    ...told.map((one) => textWidth(one.widest, small)),
  );
  const whole = (count: number, width: number): Widths => ({
    ...{ name, is, should: width, columns: count, bare: false },
    all: unit(28) + name + count * (gap + is + (width ? gap + width : 0)),
  });
  const full = whole(columns.length, should);
  if (full.all <= room) return full;
  // what was told last stands alone: whether it is right is told by its word
  const counted = columns.filter(({ expectation }) => !expectation.latest).flatMap(({ counts }) => counts);
  const of = Math.max(is, ...counted.map(({ widest }) => textWidth(ofDue(widest, widest), normal)));
  const short = (count: number, width: number): Widths => ({
    ...whole(count, 0),
    is: width,
    bare: width < of,
    all: unit(28) + name + count * (gap + width),
  });
  // what it should be is said less and less loudly, before a column goes
  const all = [short(columns.length, of), short(columns.length, is), short(1, of)];
  return all.find((one) => one.all <= room * 1.18) ?? short(1, is);
}
