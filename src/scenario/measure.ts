// Measures: named numbers over a world. Beats, bets, claims and goals are written in them; predicate.ts compares them. They stand
// in measures/, by what they are about.

import type { ReadonlyWorld } from '../engine/world.ts';
import { clientsMeasures } from './measures/clients.ts';
import { directMeasures } from './measures/direct.ts';
import type { Measure, Subjects } from './measures/kind.ts';
import { logMeasures } from './measures/log.ts';
import { queueMeasures } from './measures/queue.ts';
import { redisMeasures } from './measures/redis.ts';

const MEASURES = {
  ...clientsMeasures,
  ...queueMeasures,
  ...logMeasures,
  ...redisMeasures,
  ...directMeasures,
};

export type MeasureName = keyof typeof MEASURES;

/** A measure with its subjects, as data. */
export interface Measured extends Subjects {
  readonly measure: MeasureName;
}

/** All measures with what they say and take, for the schema. */
export const measures: Readonly<Record<string, Measure>> = MEASURES;

/** Reads a measure; null where the world has no such number. */
export const measure = (measured: Measured, world: ReadonlyWorld): number | null =>
  measures[measured.measure]!.read(world, measured);
