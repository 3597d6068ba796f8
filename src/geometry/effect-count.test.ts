// What the table of effects says of statuses: what the last effect told, beside what was told last.

import { expect, test } from 'vitest';
import lessonData from '../../simulations/06-order-by-key.ts';
import addressesData from '../../simulations/10-compaction-as-source-of-truth.ts';
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

test('what nobody will tell any more is missing, what was struck out is nothing', () => {
  const addresses = inEnglish(addressesData);
  const told = runScenario(
    { scenario: addresses, seed: 10, interventions: [] },
    createModels(logModel, queueModel),
  );
  const fraudKnows = (instant: number, lane: string) =>
    countsOf(
      { instant, world: worldAt(told, positionAt(told, instant)), end: told.world },
      lane,
      addresses.expects![1]!,
    ).map(({ is, should, wrong }) => `${is} ${should} ${wrong ?? ''}`.trim());
  const all = ['Oak 8', 'Lea 1', 'Hay 6', 'Yew 6'];
  expect(fraudKnows(83_000, 'log')).toEqual(all.map((one) => `${one} ${one}`));
  expect(fraudKnows(83_000, 'queue')).toEqual(all.map((one) => `– ${one} missing`));
  expect(fraudKnows(88_000, 'queue')[1]).toBe('– –');
});
