// Calls without a broker: answered by whoever listens, failed at once where nobody does.

import { expect, test } from 'vitest';
import { createModels } from '../broker.ts';
import { broken } from '../invariants.ts';
import { picture } from '../picture.ts';
import { advance, createRun, fork, perform, type Run } from '../run.ts';
import { directModel } from './model.ts';
import type { DirectState } from './state.ts';

const lane = 'direct';
const spec = {
  id: 'payments',
  service: 'payments',
  source: 'payments',
  workMs: 1000,
  effects: [{ effect: 'charge' }],
};

/** A shop whose orders calls these services, at these instants. */
function shop(calls: readonly string[], ...instants: number[]): Run {
  const run = createRun({ seed: 0, lanes: [{ id: lane, broker: 'direct' }] }, createModels(directModel));
  perform(run, { of: 'clients', kind: 'route', lane, producer: 'orders', route: { calls } });
  perform(run, { of: 'clients', kind: 'start-worker', lane, spec });
  const plan = { list: instants.map((at) => ({ at, key: 'Amal' })) };
  perform(run, { of: 'clients', kind: 'start-sender', producer: 'orders', plan, latencyMs: 0 });
  return run;
}
const stateOf = (run: Run): DirectState => run.world.lanes[lane]!.state as DirectState;
const failuresOf = (run: Run) =>
  [...run.journal].flatMap((fact) => (fact.kind === 'call-failed' ? [[fact.service, fact.because]] : []));
const chargesOf = (run: Run): number => run.world.clients.effects[lane]!.length;

test('a call is answered when the work is done', () => {
  const run = shop(['payments'], 100);
  advance(run, 500);
  expect(stateOf(run)).toMatchObject({ answered: 0, failed: 0, open: { payments: { number: 1, send: 0 } } });
  advance(run, 2000);
  expect(stateOf(run)).toMatchObject({ answered: 1, failed: 0, open: {} });
  expect(chargesOf(run)).toBe(1);
});

test('nobody there: the call fails at once, and nothing is kept for later', () => {
  const run = shop(['payments'], 100, 200);
  perform(run, { of: 'clients', kind: 'stop-worker', lane, worker: 'payments' });
  advance(run, 300);
  perform(run, { of: 'clients', kind: 'restart-worker', lane, worker: 'payments' });
  advance(run, 9000);
  expect(failuresOf(run)).toEqual([
    ['payments', 'down'],
    ['payments', 'down'],
  ]);
  expect(chargesOf(run)).toBe(0);
});

test('whoever works on a call takes no other, and one that dies fails the call in its hands', () => {
  const run = shop(['payments'], 100, 200);
  advance(run, 500);
  perform(run, { of: 'clients', kind: 'crash-worker', lane, worker: 'payments' });
  expect(failuresOf(run)).toEqual([
    ['payments', 'busy'],
    ['payments', 'broken'],
  ]);
  expect(broken(run.world)).toEqual([]);
  expect(picture(run.world)).toContain('calls 2  0 answered, 2 failed');
});

test('each service that the route names is called for itself', () => {
  const run = shop(['payments', 'search'], 100);
  advance(run, 2000);
  expect(stateOf(run)).toMatchObject({ calls: 2, answered: 1, failed: 1 });
  expect(failuresOf(run)).toEqual([['search', 'down']]);
});

test('a fork has calls of its own', () => {
  const run = shop(['payments'], 100);
  advance(run, 500);
  const other = fork(run, run.steps.count);
  perform(other, { of: 'clients', kind: 'crash-worker', lane, worker: 'payments' });
  expect(stateOf(other)).toMatchObject({ failed: 1, open: {} });
  expect(stateOf(run)).toMatchObject({ failed: 0, open: { payments: { number: 1 } } });
});
