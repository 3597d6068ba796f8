// What is counted of workers and their effects, on a shop with one order of two events.

import { expect, test } from 'vitest';
import { createModels } from '../../engine/broker.ts';
import { queueModel } from '../../engine/queue/model.ts';
import { advance, perform } from '../../engine/run.ts';
import { openRun } from '../compile.ts';
import { measure } from '../measure.ts';
import type { Scenario } from '../scenario.ts';

const status = { service: 'shipping', effect: 'status' } as const;

/** Amal’s order is opened and paid; a worker each takes this long. */
const shop = (...workMs: readonly number[]): Scenario => ({
  ...{ name: 'shop', title: 'Shop', seed: 1, until: 1000, claims: [] },
  lanes: [{ id: 'queue', broker: 'queue', title: 'Queue', about: 'RabbitMQ' }],
  senders: [
    {
      id: 'orders',
      plan: {
        list: [
          { at: 10, key: 'Amal', order: '1', what: 'opened' },
          { at: 20, key: 'Amal', order: '1', what: 'paid' },
        ],
      },
    },
  ],
  steps: [
    { at: 0, do: 'declare-queue', queue: 'orders' },
    { at: 0, do: 'route', producer: 'orders', route: { exchange: '', key: 'orders' } },
    ...workMs.map((ms, n) => ({
      ...({ at: 0, do: 'start-worker' } as const),
      spec: {
        id: `w${n}`,
        service: 'shipping',
        source: 'orders',
        workMs: ms,
        effects: [{ effect: 'status' }],
      },
    })),
  ],
});
const ended = (scenario: Scenario) => {
  const run = openRun(scenario, 1, createModels(queueModel));
  advance(run, scenario.until);
  return run;
};

test('an effect is stale where one for a later send was there before', () => {
  const stale = { measure: 'effect.stale', ...status } as const;
  expect(measure(stale, ended(shop(100, 10)).world)).toBe(1);
  expect(measure(stale, ended(shop(100)).world)).toBe(0);
  expect(measure({ ...stale, key: 'Ben' }, ended(shop(100, 10)).world)).toBe(0);
});

test('a table has a row for each customer whose last effect is not for a tombstone', () => {
  const told = shop(100);
  const orders = {
    id: 'orders',
    plan: {
      list: [
        { at: 10, key: 'Amal', what: 'opened' },
        { at: 20, key: 'Ben', what: 'opened' },
        { at: 30, key: 'Amal', what: 'closed', tombstone: true },
      ],
    },
  } as const;
  const { world } = ended({ ...told, senders: [orders] });
  expect(measure({ measure: 'effect.rows', ...status }, world)).toBe(1);
  expect(measure({ measure: 'effect.latest', ...status, key: 'Amal' }, world)).toBe(2);
  expect(measure({ measure: 'effect.latest', ...status, key: 'Cho' }, world)).toBe(null);
});

test('counts the workers of a service that run', () => {
  const run = ended(shop(100, 10));
  const running = { measure: 'service.running', service: 'shipping' } as const;
  expect(measure(running, run.world)).toBe(2);
  perform(run, { of: 'clients', kind: 'stop-worker', lane: 'queue', worker: 'w0' });
  expect(measure(running, run.world)).toBe(1);
  expect(measure({ ...running, service: 'mail' }, run.world)).toBe(0);
});

test('tells what a worker has in hand or keeps, and how long effects took', () => {
  const run = openRun(shop(100), 1, createModels(queueModel));
  const held = { measure: 'worker.held', worker: 'w0' } as const;
  const span = { measure: 'effect.spanMs', ...status } as const;
  advance(run, 30);
  expect([measure(held, run.world), measure(span, run.world)]).toEqual([1, null]);
  advance(run, 1000);
  // the first is done at 110, and the second 100 ms later
  expect([measure(held, run.world), measure(span, run.world)]).toEqual([0, 100]);
  expect(measure({ ...held, worker: 'nobody' }, run.world)).toBeNull();
});
