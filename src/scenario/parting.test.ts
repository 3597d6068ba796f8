// Where lanes part: at what a new reader could get, or at an effect that the other lane never has; never by timing alone.

import { expect, it } from 'vitest';
import lessonData from '../../simulations/01-one-message-two-worlds.ts';
import { createModels } from '../engine/broker.ts';
import { logModel } from '../engine/log/model.ts';
import { queueModel } from '../engine/queue/model.ts';
import { instantAt } from '../engine/run.ts';
import { runScenario } from './compile.ts';
import { partingOf } from './parting.ts';
import type { Scenario, Step } from './scenario.ts';
import { inEnglish } from './english.ts';

const lesson = inEnglish(lessonData);

const models = createModels(logModel, queueModel);

/** Lesson 1's lanes and orders with other workers, or none. */
function parting(...workers: readonly Step[]) {
  const setting = lesson.steps.filter((step) => step.at === 0 && step.do !== 'start-worker');
  const scenario: Scenario = { ...lesson, steps: [...setting, ...workers] };
  const run = runScenario({ scenario, seed: 1, interventions: [] }, models);
  const found = partingOf(run, scenario.lanes);
  return found && { at: instantAt(run, found.position), says: found.says };
}

const worker = (lane: string, more: object): Step => ({
  at: 0,
  in: lane,
  do: 'start-worker',
  spec: {
    id: 'payments',
    service: 'payments',
    source: 'orders',
    workMs: 100,
    config: { 'auto.offset.reset': 'earliest' },
    effects: [{ effect: 'charge' }],
    ...more,
  },
});

it('is at the first ack, which removes what a commit leaves', () => {
  // sent at 200, there at 1000, done and acknowledged at 1100
  const found = parting(worker('queue', {}), worker('log', {}));
  expect(found).toEqual({
    at: 1100,
    says: 'Payments acknowledges order 1: the queue removes it; the log still has it.',
  });
});

it('is nowhere while nobody reads', () => {
  expect(parting()).toBeNull();
});

it('is not a matter of timing', () => {
  expect(
    parting(
      worker('queue', { settle: 'never', prefetch: 0, workMs: 900 }),
      worker('log', { settle: 'never' }),
    ),
  ).toBeNull();
});

it('is at an effect that only one lane has', () => {
  const found = parting(
    worker('queue', { settle: 'never', prefetch: 0, effects: [{ effect: 'charge', skipsAmountsOver: 20 }] }),
    worker('log', { settle: 'never' }),
  );
  // order 2, of € 30, arrives at 1500
  expect(found).toEqual({
    at: 1600,
    says: 'Payments: charge for Ben, order 2, € 30: in the queue that does not happen.',
  });
});
