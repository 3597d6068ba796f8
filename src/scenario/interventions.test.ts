// What can be done by hand, made from what a scenario declares.

import { describe, expect, it } from 'vitest';
import paymentsData from '../../simulations/04-replay-the-payments.ts';
import { createModels } from '../engine/broker.ts';
import { isRefusal } from '../engine/command.ts';
import { logModel } from '../engine/log/model.ts';
import { queueModel } from '../engine/queue/model.ts';
import { advance } from '../engine/run.ts';
import { openRun, performDeeds } from './compile.ts';
import { interventionsIn } from './interventions.ts';
import { holds } from './predicate.ts';
import type { Scenario } from './scenario.ts';
import { inEnglish } from './english.ts';

const payments = inEnglish(paymentsData);

const lesson: Scenario = payments;
const interventions = interventionsIn(lesson);
const models = createModels(logModel, queueModel);
const openedAt = (instant: number) => {
  const run = openRun(lesson, lesson.seed, models);
  advance(run, instant);
  return run;
};

describe('interventions', () => {
  it('have ids of their own, fit for a link', () => {
    const ids = interventions.map(({ action }) => action.id);
    const own = lesson.lesson!.beats.flatMap((beat) => beat.actions ?? []).map(({ id }) => id);
    expect(new Set([...ids, ...own]).size).toBe(new Set(ids).size + new Set(own).size);
    for (const id of ids) expect(id).toMatch(/^by-hand-[a-z0-9]+(?:-[a-z0-9]+)*$/);
  });

  it('are there for the producer, the queue, the partition and both workers', () => {
    const things = new Set(interventions.flatMap(({ on, lane }) => on.map((of) => `${of} ${lane}`)));
    expect([...things].sort()).toEqual([
      'group/payments log',
      'partition/orders-0 log',
      'producer/orders null',
      'queue/orders queue',
      'worker/payments log',
      'worker/payments queue',
    ]);
  });

  it.each(interventions.map(({ action }) => [action.id, action] as const))(
    '%s changes the world, wherever it is not barred',
    (_id, action) => {
      const instants = [1000, 10_000, 24_000, 40_000];
      const open = instants.filter((at) => !action.unless || !holds(action.unless, openedAt(at).world));
      for (const at of open) {
        const run = openedAt(at);
        const before = run.journal.length;
        const answers = performDeeds(run, action.deeds, lesson.lanes);
        expect(answers.filter(isRefusal)).toEqual([]);
        expect(run.journal.length).toBeGreaterThan(before);
      }
      // purging needs somebody waiting, which happens early in this lesson
      expect(open.length).toBeGreaterThan(0);
    },
  );
});
