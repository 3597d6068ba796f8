// Two runs on one clock, and where they first differ.

import { expect, test } from 'vitest';
import paymentsData from '../../simulations/04-replay-the-payments.ts';
import { createModels } from '../engine/broker.ts';
import { logModel } from '../engine/log/model.ts';
import { queueModel } from '../engine/queue/model.ts';
import { advance } from '../engine/run.ts';
import { openRun, performDeeds } from '../scenario/compile.ts';
import { interventionsIn } from '../scenario/interventions.ts';
import type { Scenario } from '../scenario/scenario.ts';
import { firstDifference, momentOf } from './compare.ts';
import { type Film, filmOf } from './film.ts';
import { inEnglish } from '../scenario/english.ts';

const payments = inEnglish(paymentsData);

const lesson: Scenario = payments;
const models = createModels(logModel, queueModel);
const crash = interventionsIn(lesson).find(({ action }) => action.id === 'by-hand-crash-queue-payments')!;

/** The lesson's run, with the payments of the queue crashing at an instant. */
function film(crashAt: number | null): Film {
  const run = openRun(lesson, lesson.seed, models);
  if (crashAt !== null) {
    advance(run, crashAt);
    performDeeds(run, crash.action.deeds, lesson.lanes);
  }
  advance(run, lesson.until);
  return filmOf(run, lesson, { position: 0, instant: 0 });
}
const own = film(null);
const crashed = film(5000);

test('a run does not differ from itself', () => {
  expect(firstDifference(own, film(null))).toBeNull();
});

test('the first difference is the first fact that only one of them has', () => {
  const { instant, here, there } = firstDifference(own, crashed)!;
  expect(there?.says).toBe('Payments crashes.');
  expect(instant).toBe(there!.instant);
  expect(here!.instant).toBeGreaterThanOrEqual(instant);
  expect(own.told.filter((fact) => fact.instant < instant)).toEqual(
    crashed.told.filter((fact) => fact.instant < instant),
  );
});

test('on one clock both show the same instant', () => {
  const statusAt = (one: Film, instant: number) =>
    momentOf(one, instant).world.clients.workers['queue']!['payments']!.status;
  expect(statusAt(own, 1000)).toBe(statusAt(crashed, 1000));
  expect([statusAt(own, 16_000), statusAt(crashed, 16_000)]).toEqual(['idle', 'crashed']);
});
