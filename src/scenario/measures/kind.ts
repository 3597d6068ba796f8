// What a measure is: a named number over a world, read for the subjects it is given.

import type { LaneId } from '../../engine/vocabulary.ts';
import type { ReadonlyWorld } from '../../engine/world.ts';

/** What a number is about, by name. `lane` may be left out where only one lane has such a broker. */
export interface Subjects {
  readonly lane?: LaneId;
  readonly queue?: string;
  readonly exchange?: string;
  readonly topic?: string;
  readonly partition?: string;
  readonly group?: string;
  readonly list?: string;
  readonly stream?: string;
  readonly service?: string;
  readonly effect?: string;
  readonly worker?: string;
  readonly producer?: string;
  /** A customer, where only that one's share is meant. */
  readonly key?: string;
}

/** What the number says, with its unit, stands in a comment at its name. */
export interface Measure {
  readonly needs: readonly Subject[];
  readonly may?: readonly Subject[];
  /** Null where the world has no such number (yet). */
  readonly read: (world: ReadonlyWorld, subjects: Subjects) => number | null;
}

export type Subject = Exclude<keyof Subjects, 'lane'>;

export const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0);
