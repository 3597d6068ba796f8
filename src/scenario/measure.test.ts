// What some measures say, read off the second lesson, in which two services share a queue and then an exchange copies, and off the fifth, with
// direct calls.

import { expect, it } from 'vitest';
import decoupling from '../../simulations/05-decoupling.ts';
import manyReaders from '../../simulations/02-many-readers.ts';
import { createModels } from '../engine/broker.ts';
import { directModel } from '../engine/direct/model.ts';
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

it('calls.failed and calls.open count calls, sender.changes how often a sender was pointed elsewhere, by lane', () => {
  const called = runScenario(
    { scenario: inEnglish(decoupling), seed: 5, interventions: [] },
    createModels(logModel, queueModel, directModel),
  );
  const inCalls = (instant: number, measured: Measured): number | null =>
    measure(measured, worldAt(called, positionAt(called, instant)));
  expect([9000, 14_000].map((instant) => inCalls(instant, { measure: 'calls.failed' }))).toEqual([0, 2]);
  expect([1000, 2000].map((instant) => inCalls(instant, { measure: 'calls.open' }))).toEqual([0, 1]);
  const changes = (lane: string, instant: number): number | null =>
    inCalls(instant, { measure: 'sender.changes', lane, producer: 'orders' });
  expect([changes('direct', 30_000), changes('direct', 40_000), changes('log', 40_000)]).toEqual([0, 1, 0]);
});
