// What the table of effects says of statuses: what the last effect told, beside what was told last.

import { expect, test } from 'vitest';
import lessonData from '../../simulations/06-order-by-key.ts';
import { createModels } from '../engine/broker.ts';
import { logModel } from '../engine/log/model.ts';
import { queueModel } from '../engine/queue/model.ts';
import { positionAt, worldAt } from '../engine/run.ts';
import { runScenario } from '../scenario/compile.ts';
import { inEnglish } from '../scenario/english.ts';
import { countsOf } from './effect-count.ts';

const scenario = inEnglish(lessonData);
const run = runScenario(
  { scenario, seed: scenario.seed, interventions: [] },
  createModels(logModel, queueModel),
);
const statusOfAmal = (instant: number) =>
  countsOf(
    { instant, world: worldAt(run, positionAt(run, instant)), end: run.world },
    'queue',
    scenario.expects![0]!,
  )[0];

test('a status is late until what came last is handled, and stale once what came before is handled after it', () => {
  const amal = { key: 'Amal', should: 'cancelled', widest: 'cancelled' };
  expect(statusOfAmal(9000)).toEqual({ ...amal, is: 'opened', wrong: null });
  expect(statusOfAmal(10_000)).toEqual({ ...amal, is: 'cancelled', wrong: null });
  expect(statusOfAmal(11_000)).toEqual({ ...amal, is: 'paid', wrong: 'stale' });
});
