// What some measures say, read off the second lesson: first two services share a queue, then an exchange copies.

import { expect, it } from 'vitest';
import manyReaders from '../../simulations/02-many-readers.ts';
import { createModels } from '../engine/broker.ts';
import { logModel } from '../engine/log/model.ts';
import { queueModel } from '../engine/queue/model.ts';
import { positionAt, worldAt } from '../engine/run.ts';
import { runScenario } from './compile.ts';
import { inEnglish } from './english.ts';
import { measure, type Measured } from './measure.ts';

const scenario = inEnglish(manyReaders);
const run = runScenario({ scenario, seed: 2, interventions: [] }, createModels(logModel, queueModel));
const at = (instant: number, measured: Measured): number | null =>
  measure(measured, worldAt(run, positionAt(run, instant)));

const SHARED = 24_000;
const END = scenario.until;

it('exchange.queues counts queues, and knows nothing of an exchange that there is not', () => {
  const queues = { measure: 'exchange.queues', exchange: 'placed' } as const;
  expect([SHARED, 27_000, END].map((instant) => at(instant, queues))).toEqual([null, 1, 2]);
});

it('queue.bindings counts what feeds a queue beside its own name', () => {
  const bindings = { measure: 'queue.bindings', queue: 'orders' } as const;
  expect([SHARED, END].map((instant) => at(instant, bindings))).toEqual([0, 1]);
});

it('effect.unbroken counts back from the newest send to the last that lacks the effect', () => {
  const mails = { measure: 'effect.unbroken', lane: 'queue', service: 'mail', effect: 'mail' } as const;
  const charges = { ...mails, service: 'payments', effect: 'charge' } as const;
  // the sixth was mailed and not charged, the fifth charged and not mailed
  expect([at(SHARED, mails), at(SHARED, charges)]).toEqual([1, 0]);
  expect([at(END, mails), at(END, charges)]).toEqual([7, 6]);
  expect(at(END, { ...mails, lane: 'log' })).toBe(12);
});
