// Where a Redis lane parts from a log: a list gives its elements away, a stream keeps its entries until somebody cuts them off.

import { expect, test } from 'vitest';
import workload from '../../simulations/17-one-workload-three-brokers.ts';
import { createModels } from '../engine/broker.ts';
import type { Route, WorkerSpec } from '../engine/clients/state.ts';
import { logModel } from '../engine/log/model.ts';
import { queueModel } from '../engine/queue/model.ts';
import { redisModel } from '../engine/redis/model.ts';
import { advance, createRun, perform, type Run } from '../engine/run.ts';
import { runScenario } from './compile.ts';
import { inEnglish } from './english.ts';
import { partingOf } from './parting.ts';
import './voices/redis.ts';
import type { Scenario } from './scenario.ts';

const SEND = { list: [{ at: 0, key: 'ann' }] };

/** A log and a Redis lane, a worker of each, one order, and then what is said to Redis. */
function parting(route: Route, take: WorkerSpec['take'], ...argv: string[]): string | null {
  const lanes = [
    { id: 'log', broker: 'log' as const },
    { id: 'redis', broker: 'redis' as const },
  ];
  const run: Run = createRun({ seed: 0, lanes }, createModels(logModel, redisModel));
  perform(run, { of: 'log', kind: 'create-topic', lane: 'log', topic: 'orders', partitions: 1 });
  const routes: Record<string, Route> = { log: { topic: 'orders' }, redis: route };
  for (const { id: lane } of lanes) {
    perform(run, { of: 'clients', kind: 'route', lane, producer: 'shop', route: routes[lane]! });
    const spec: WorkerSpec = {
      ...{ id: 'payments', service: 'payments', source: 'orders', workMs: 100 },
      ...{ config: { 'auto.offset.reset': 'earliest' }, partitions: ['orders-0'], ...(take && { take }) },
    };
    perform(run, { of: 'clients', kind: 'start-worker', lane, spec });
  }
  perform(run, { of: 'clients', kind: 'start-sender', producer: 'shop', plan: SEND, latencyMs: 10 });
  advance(run, 1000);
  if (argv.length > 0) perform(run, { of: 'redis', kind: 'call', lane: 'redis', client: 'admin', argv });
  advance(run, 2000);
  const specs = [
    { id: 'log', broker: 'log', title: 'Log', about: '' },
    { id: 'redis', broker: 'redis', title: 'Redis', about: '' },
  ] as unknown as Scenario['lanes'];
  return partingOf(run, specs)?.says ?? null;
}

test('a list parts when its element is popped, or removed after it was moved', () => {
  expect(parting({ list: 'orders' }, 'pop')).toBe(
    'Payments pops order 1 from orders: the list has it no more; the log still has it.',
  );
  expect(parting({ list: 'orders' }, 'move')).toBe(
    'Payments removes 1 from orders:payments; the log still has it.',
  );
});

test('a stream that is acknowledged parts nowhere, one that is cut off does', () => {
  expect(parting({ stream: 'orders' }, 'group')).toBeNull();
  expect(parting({ stream: 'orders' }, 'group', 'XTRIM', 'orders', 'MAXLEN', '0')).toBe(
    'The oldest 1 of orders are cut off, read or not; the log still has it.',
  );
});

test('a channel parts with the first message, for it keeps none', () => {
  expect(parting({ channel: 'orders' }, 'listen')).toBe(
    'Shop publishes to orders: 1 listening. Nothing is kept; the log still has it.',
  );
});

test('any two lanes of one workload part, or it is known that they do not', () => {
  const scenario = inEnglish(workload);
  const run = runScenario(
    { scenario, seed: 17, interventions: [] },
    createModels(logModel, queueModel, redisModel),
  );
  const parted = scenario.lanes.flatMap((one, n) =>
    scenario.lanes
      .slice(n + 1)
      .map((other) => `${one.id}/${other.id}: ${partingOf(run, [one, other])?.says ?? 'never'}`),
  );
  const [popped, heard] = [
    'Payments pops order 1 from orders: the list has it no more',
    'Orders publishes to orders: 1 listening. Nothing is kept',
  ];
  const [acked, removed] = [
    'Payments acknowledges order 1: the queue removes it',
    'Payments removes 1 from orders:payments',
  ];
  expect(parted).toEqual([
    `queue/log: ${acked}; the log still has it.`,
    `queue/popped: ${popped}; the queue still has it.`,
    'queue/moved: never',
    `queue/grouped: ${acked}; the stream still has it.`,
    `queue/heard: ${heard}; the queue still has it.`,
    `log/popped: ${popped}; the log still has it.`,
    `log/moved: ${removed}; the log still has it.`,
    'log/grouped: never',
    `log/heard: ${heard}; the log still has it.`,
    `popped/moved: ${popped}; the moved list still has it.`,
    `popped/grouped: ${popped}; the stream still has it.`,
    `popped/heard: ${heard}; the popped list still has it.`,
    `moved/grouped: ${removed}; the stream still has it.`,
    `moved/heard: ${heard}; the moved list still has it.`,
    `grouped/heard: ${heard}; the stream still has it.`,
  ]);
});
