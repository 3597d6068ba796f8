// Runs and their history: seeking is folding, the past stays as it was, and a fork leaves its origin alone. On both brokers.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { apply } from './apply.ts';
import { createModels } from './broker.ts';
import { broken } from './invariants.ts';
import { logModel } from './log/model.ts';
import { queueModel } from './queue/model.ts';
import { createReader } from './reader.ts';
import {
  advance,
  createRun,
  fork,
  instantAt,
  perform,
  positionAfter,
  positionAt,
  type Run,
  step,
  stepsAt,
  stepsBefore,
  wait,
  worldAt,
} from './run.ts';
import { createWorld, type Opening } from './world.ts';

const models = createModels(logModel, queueModel);
const opening: Opening = {
  seed: 5,
  lanes: [
    { id: 'queue', broker: 'queue' },
    { id: 'log', broker: 'log', settings: { 'group.initial.rebalance.delay.ms': 0 } },
  ],
};

/** Two workers a lane over a queue and a log of small segments: long enough to have checkpoints. */
function shop(sends: number): Run {
  const run = createRun(opening, models);
  perform(run, { of: 'queue', kind: 'declare-queue', lane: 'queue', queue: 'orders' });
  const config = { 'internal.segment.bytes': 300, 'retention.bytes': 2000 };
  perform(run, { of: 'log', kind: 'create-topic', lane: 'log', topic: 'orders', partitions: 2, config });
  const clients = 'clients';
  perform(run, {
    of: clients,
    kind: 'route',
    lane: 'queue',
    producer: 'shop',
    route: { exchange: '', key: 'orders' },
  });
  perform(run, { of: clients, kind: 'route', lane: 'log', producer: 'shop', route: { topic: 'orders' } });
  for (const lane of ['queue', 'log'])
    for (const id of ['a', 'b'])
      perform(run, {
        of: clients,
        kind: 'start-worker',
        lane,
        spec: {
          id,
          service: 'w',
          source: 'orders',
          workMs: 7,
          settleMs: 3,
          fetchMs: 2,
          effects: [{ effect: 'booking' }],
        },
      });
  const plan = { count: sends, everyMs: 5, from: 10, keys: ['a', 'b', 'c', 'd'] };
  perform(run, { of: clients, kind: 'start-sender', producer: 'shop', plan, latencyMs: 4 });
  return run;
}

const json = (value: unknown): string => JSON.stringify(value);

describe('a run', () => {
  const run = shop(400);
  advance(run, 4000);

  it('is long enough to be worth checkpoints', () => {
    expect(run.checkpoints.length).toBeGreaterThan(2);
    expect(broken(run.world)).toEqual([]);
  });

  it('is rebuilt at any position by folding its journal from the beginning', () => {
    const folded = createWorld(opening, models);
    const wanted = new Set([0, 1, 500, 2047, 2048, 2049, 4100, run.journal.length]);
    for (let position = 0; position <= run.journal.length; position++) {
      if (wanted.has(position)) expect(json(trimmed(worldAt(run, position)))).toBe(json(trimmed(folded)));
      if (position < run.journal.length) apply(folded, run.journal.at(position)!, models);
    }
  });

  it('says where an instant is, and which instant a position has', () => {
    fc.assert(
      fc.property(fc.nat(run.journal.length), (position) => {
        const instant = instantAt(run, position);
        expect(worldAt(run, position).now).toBe(instant);
        expect(positionAt(run, instant)).toBeGreaterThanOrEqual(position);
        const steps = stepsAt(run, position);
        expect(positionAfter(run, steps)).toBeGreaterThanOrEqual(position);
        expect(stepsBefore(run, positionAfter(run, steps))).toBe(steps);
      }),
    );
  });

  it('refuses a position that it does not have', () => {
    expect(() => worldAt(run, -1)).toThrow('There is no position -1');
    expect(() => worldAt(run, run.journal.length + 1)).toThrow('There is no position');
  });

  it('can be read forward and backward by a reader', () => {
    const reader = createReader(run);
    for (const position of [10, 3000, 2999, 0, run.journal.length])
      expect(json(trimmed(reader.moveTo(position)))).toBe(json(trimmed(worldAt(run, position))));
  });
});

it('does not change a past world when it goes on', () => {
  const run = shop(200);
  advance(run, 500);
  const past = worldAt(run, run.journal.length);
  const before = json(trimmed(past));
  advance(run, 3000);
  expect(json(trimmed(past))).toBe(before);
});

it('forks without touching its origin, and the fork has a future of its own', () => {
  fc.assert(
    fc.property(fc.integer({ min: 20, max: 600 }), fc.constantFrom('queue', 'log'), (steps, lane) => {
      const origin = shop(100);
      advance(origin, 900);
      const before = json(origin.journal);
      const world = json(trimmed(worldAt(origin, origin.journal.length)));
      const other = fork(origin, Math.min(steps, origin.steps.count));
      wait(other, other.world.now);
      perform(other, { of: 'clients', kind: 'crash-worker', lane, worker: 'a' });
      perform(other, { of: 'clients', kind: 'send', producer: 'shop', send: { key: 'k9', amount: 1 } });
      advance(other, 60_000);
      expect(broken(other.world)).toEqual([]);
      expect(json(origin.journal)).toBe(before);
      expect(json(trimmed(worldAt(origin, origin.journal.length)))).toBe(world);
    }),
    { numRuns: 40 },
  );
});

it('keeps every invariant after every step', () => {
  const run = shop(120);
  while (run.world.now < 2000 && step(run)) expect(broken(run.world)).toEqual([]);
});

it('gives the same bytes for the same seed', () => {
  const journals = [shop(50), shop(50)].map((run) => {
    advance(run, 2000);
    return json(run.journal);
  });
  expect(journals[0]).toBe(journals[1]);
});

/** A world with its stores cut to its own length, as its readers see it. */
function trimmed(world: unknown): unknown {
  if (Array.isArray(world)) return world.map(trimmed);
  if (typeof world !== 'object' || world === null) return world;
  const fields = world as Record<string, unknown>;
  if (Array.isArray(fields.items) && typeof fields.length === 'number')
    return { length: fields.length, items: fields.items.slice(0, fields.length).map(trimmed) };
  return Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, trimmed(value)]));
}
