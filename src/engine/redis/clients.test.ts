// Workers of Redis lanes: three ways to take work, what a crash leaves behind, and one workload beside the other brokers.

import { expect, test } from 'vitest';
import { createModels } from '../broker.ts';
import { broken } from '../invariants.ts';
import { logModel } from '../log/model.ts';
import { queueModel } from '../queue/model.ts';
import { redisModel } from './model.ts';
import { redisOf } from './state.ts';
import { advance, createRun, perform, type Run } from '../run.ts';
import { itemsOf } from '../store.ts';
import type { Route, WorkerSpec } from '../clients/state.ts';

const SENDS = { count: 3, everyMs: 100, from: 0, keys: ['ann', 'bob'] };

const spec = (more: Partial<WorkerSpec>): WorkerSpec => ({
  ...{ id: 'w1', service: 'payments', source: 'orders', workMs: 150, effects: [{ effect: 'charge' }] },
  ...more,
});

function stage(route: Route, ...specs: WorkerSpec[]): Run {
  const models = createModels(redisModel);
  const run = createRun({ seed: 0, lanes: [{ id: 'redis', broker: 'redis' }] }, models);
  perform(run, { of: 'clients', kind: 'route', lane: 'redis', producer: 'shop', route });
  for (const one of specs) perform(run, { of: 'clients', kind: 'start-worker', lane: 'redis', spec: one });
  perform(run, { of: 'clients', kind: 'start-sender', producer: 'shop', plan: SENDS, latencyMs: 10 });
  return run;
}

/** Sends charged so far, by worker. */
const charged = (run: Run, lane = 'redis'): string[] =>
  itemsOf(run.world.clients.effects[lane]!).map(({ worker, send }) => `${worker}:${send}`);

const crashAndRestart = (run: Run, crashAt: number, restartAt: number): void => {
  advance(run, crashAt);
  perform(run, { of: 'clients', kind: 'crash-worker', lane: 'redis', worker: 'w1' });
  advance(run, restartAt);
  perform(run, { of: 'clients', kind: 'restart-worker', lane: 'redis', worker: 'w1' });
  advance(run, 2000);
  expect(broken(run.world)).toEqual([]);
};

test('workers that pop share the list in the order in which they waited', () => {
  const run = stage({ list: 'orders' }, spec({}), spec({ id: 'w2' }));
  advance(run, 2000);
  expect(charged(run)).toEqual(['w1:0', 'w2:1', 'w1:2']);
});

test('what was popped is lost with its worker', () => {
  const run = stage({ list: 'orders' }, spec({}));
  crashAndRestart(run, 100, 500);
  expect(charged(run)).toEqual(['w1:1', 'w1:2']);
});

test('what was moved is found by the next life of the worker, and done once', () => {
  const run = stage({ list: 'orders' }, spec({ take: 'move', settleMs: 20 }));
  crashAndRestart(run, 100, 500);
  expect(charged(run)).toEqual(['w1:0', 'w1:1', 'w1:2']);
  expect(redisOf(run.world, 'redis').values).toEqual({});
});

test('what was read in a group is shown again to its consumer, and only to it', () => {
  const run = stage({ stream: 'orders' }, spec({ take: 'group' }), spec({ id: 'w2', take: 'group' }));
  crashAndRestart(run, 100, 500);
  expect(charged(run)).toEqual(['w2:1', 'w2:2', 'w1:0']);
  expect(redisOf(run.world, 'redis').values['orders']).toMatchObject({
    ...{ length: 3, groups: { payments: { pending: [] } } },
  });
});

test('a crash between effect and settling charges twice, settling first charges never', () => {
  const late = stage({ stream: 'orders' }, spec({ take: 'group', settleMs: 50 }));
  crashAndRestart(late, 180, 500);
  expect(charged(late)).toEqual(['w1:0', 'w1:0', 'w1:1', 'w1:2']);
  const early = stage({ stream: 'orders' }, spec({ take: 'group', settle: 'before' }));
  crashAndRestart(early, 100, 500);
  expect(charged(early)).toEqual(['w1:1', 'w1:2']);
});

test('a worker whose group goes while it waits dies of that', () => {
  const run = stage({ stream: 'orders' }, spec({ take: 'group' }));
  advance(run, 1000);
  const argv = ['XGROUP', 'DESTROY', 'orders', 'payments'];
  perform(run, { of: 'redis', kind: 'call', lane: 'redis', client: 'admin', argv });
  expect(run.world.clients.workers['redis']!['w1']!.status).toBe('crashed');
});

test('one workload drives all three brokers', () => {
  const models = createModels(logModel, queueModel, redisModel);
  const lanes = (['log', 'queue', 'redis'] as const).map((broker) => ({ id: broker, broker }));
  const run = createRun({ seed: 0, lanes }, models);
  const routes: Record<string, Route> = {
    log: { topic: 'orders' },
    queue: { exchange: '', key: 'orders' },
    redis: { stream: 'orders' },
  };
  perform(run, { of: 'log', kind: 'create-topic', lane: 'log', topic: 'orders', partitions: 1 });
  perform(run, { of: 'queue', kind: 'declare-queue', lane: 'queue', queue: 'orders' });
  const config = { 'auto.offset.reset': 'earliest' };
  for (const [lane, route] of Object.entries(routes)) {
    perform(run, { of: 'clients', kind: 'route', lane, producer: 'shop', route });
    const own = spec({ take: 'group', config, partitions: ['orders-0'] });
    perform(run, { of: 'clients', kind: 'start-worker', lane, spec: own });
  }
  perform(run, { of: 'clients', kind: 'start-sender', producer: 'shop', plan: SENDS, latencyMs: 10 });
  advance(run, 5000);
  for (const lane in routes) expect(charged(run, lane)).toEqual(['w1:0', 'w1:1', 'w1:2']);
});
