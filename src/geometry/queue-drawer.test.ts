// The full picture of queue lanes: random brokers of all sizes, each looked at several times at one of five sizes; and single marks.

import { expect, test } from 'vitest';
import { createModels } from '../engine/broker.ts';
import { queueModel } from '../engine/queue/model.ts';
import { draw } from '../engine/random.ts';
import { positionAt, type Run, worldAt } from '../engine/run.ts';
import { runScenario } from '../scenario/compile.ts';
import type { Scenario, Step } from '../scenario/scenario.ts';
import { type Frame, frame } from './frame.ts';
import { recentOf } from './motion.ts';
import type { Kept } from './kept.ts';
import { queueDrawer } from './queue-drawer.ts';
import type { Arrangement } from './sizes.ts';
import { collisions, moved, outside, unreadable } from './soundness.ts';

const models = createModels(queueModel);

type Size = readonly [layout: Arrangement, width: number, height: number, scale: number];
const SIZES: readonly Size[] = [
  ['desk', 980, 690, 1],
  ['desk', 740, 320, 1],
  ['projector', 1208, 560, 1.6],
  ['phone', 366, 0, 1],
  ['compact', 550, 374, 1],
];

function picture(
  scenario: Scenario,
  run: Run,
  instant: number,
  [layout, width, height, scale]: Size,
  kept?: Kept,
): Frame {
  const position = positionAt(run, instant);
  return frame({
    ...{ scenario, world: worldAt(run, position), end: run.world, journal: run.journal, position, instant },
    ...{ recent: recentOf(run, position, instant), beginnings: {}, width, height, scale, layout },
    ...{ reduced: false, focus: null, drawers: { queue: queueDrawer }, ...(kept && { kept }) },
  });
}

/** A shop by its seed: queues of all types with limits and dead letters, exchanges, one worker or sixty-four, few sends or many. */
function shop(seed: number): Scenario {
  let n = 0;
  const below = (bound: number): number => draw(seed, 'shop', n++) % bound;
  const some = <Item>(...items: Item[]): Item => items[below(items.length)]!;
  const queues = ['payments', 'mail', 'ledger', 'fraud', 'search'].slice(0, 1 + below(some(2, 3, 5)));
  const exchange = some('', '', 'orders', 'all');
  const dead = below(2) === 0;
  const steps: Step[] = [{ at: 0, do: 'declare-exchange', exchange: 'dlx', type: 'fanout' }];
  if (dead) steps.push({ at: 0, do: 'declare-queue', queue: 'parked' });
  if (dead) steps.push({ at: 0, do: 'bind', exchange: 'dlx', queue: 'parked', key: '' });
  if (exchange) steps.push({ at: 0, do: 'declare-exchange', exchange, type: some('fanout', 'direct') });
  for (const queue of queues) {
    const args = {
      ...(dead && below(2) && { 'x-dead-letter-exchange': 'dlx' }),
      ...(below(4) === 0 && { 'x-max-length': 1 + below(6) }),
      ...(below(4) === 0 && { 'x-message-ttl': 200 + below(3000) }),
      ...(below(5) === 0 && { 'x-single-active-consumer': true }),
    };
    const type = some('classic', 'classic', 'quorum');
    const full = 'x-max-length' in args && below(2) ? { 'x-overflow': 'reject-publish' } : {};
    steps.push({ at: 0, do: 'declare-queue', queue, type, args: { ...args, ...full } });
    if (exchange) steps.push({ at: 0, do: 'bind', exchange, queue, key: some('Amal', 'Ben') });
    const workers = some(0, 1, 1, 2, 3, 5, 12, 64);
    for (let i = 0; i < workers; i++)
      steps.push({
        ...{ at: 0, do: 'start-worker' },
        spec: {
          ...{ id: `${queue}-${i + 1}`, service: queue, source: queue, prefetch: some(1, 2, 5, 50) },
          ...{ fetchMs: below(2) * 200, workMs: 100 + below(3000), settleMs: below(2) * 150 },
          ...{ effects: [{ effect: 'charge' }], noAck: below(8) === 0 },
          refuses: { orders: ['2', '3', '5'].slice(below(4)), requeue: below(2) === 0 },
        },
      });
    if (workers) steps.push({ at: 1500 + below(2000), do: 'crash-worker', worker: `${queue}-1` });
    if (workers) steps.push({ at: 4000 + below(2000), do: 'restart-worker', worker: `${queue}-1` });
  }
  steps.push({
    ...{ at: 0, do: 'route', producer: 'orders' },
    route: exchange ? { exchange } : { exchange: '', key: queues[0]! },
  });
  if (below(6) === 0) steps.push({ at: 5000, do: 'purge', queue: queues[0]! });
  const count = some(1, 4, 9, 30, 60, 400);
  const keys = ['Amal', 'Ben', 'Cho', 'Dina', 'Eve'].slice(0, 1 + below(5));
  return {
    ...{ name: 'shop', title: 'Shop', seed, until: 9000, claims: [] },
    lanes: [{ id: 'queue', broker: 'queue', title: 'Queue', about: 'RabbitMQ, as declared' }],
    senders: [
      { id: 'orders', latencyMs: below(2) * 300, plan: { count, everyMs: below(400), from: 100, keys } },
    ],
    steps: steps.toSorted((a, b) => a.at - b.at),
  };
}

/** How many worlds are looked at, over all sizes. */
const WORLDS = 2000;

test.each(SIZES.map((size, i) => [`${size[0]} ${size[1]} × ${size[2]}`, i] as const))(
  'random queue lanes hold together: %s',
  (_, index) => {
    const size = SIZES[index]!;
    const found: string[] = [];
    for (let seed = index; seed < WORLDS; seed += SIZES.length) {
      const scenario = shop(seed);
      const run = runScenario({ scenario, seed, interventions: [] }, models);
      const kept: Kept = new Map();
      const frames = [700, 4100].map((instant) => picture(scenario, run, instant, size, kept));
      if (seed % 7 === 0 && JSON.stringify(frames[1]) !== JSON.stringify(picture(scenario, run, 4100, size)))
        found.push(`shop ${seed}: it shows that something was kept`);
      for (const [i, drawn] of frames.entries()) {
        const problems = [
          ...collisions(drawn),
          ...outside(drawn),
          ...unreadable(drawn, size[0] === 'projector' ? 24 : 12),
          ...moved(frames[0]!, drawn),
        ];
        found.push(...problems.map((problem) => `shop ${seed}, picture ${i}: ${problem}`));
      }
    }
    expect(found.slice(0, 12)).toEqual([]);
  },
  120_000,
);

test('a worker that moves to another queue stands beside the one that it reads', () => {
  const spec = { service: 'mail', workMs: 300 };
  const scenario: Scenario = {
    ...{ name: 'moves', title: 'Moves', seed: 1, until: 3000, claims: [], senders: [] },
    lanes: [{ id: 'queue', broker: 'queue', title: 'Queue', about: 'RabbitMQ' }],
    steps: [
      { at: 0, do: 'declare-queue', queue: 'orders' },
      { at: 0, do: 'declare-queue', queue: 'mail' },
      { at: 0, do: 'start-worker', spec: { ...spec, id: 'payments', source: 'orders' } },
      { at: 0, do: 'start-worker', spec: { ...spec, id: 'mail', source: 'orders' } },
      { at: 1000, do: 'stop-worker', worker: 'mail' },
      { at: 1000, do: 'configure-worker', worker: 'mail', change: { source: 'mail' } },
      { at: 1000, do: 'restart-worker', worker: 'mail' },
    ],
  };
  const run = runScenario({ scenario, seed: 1, interventions: [] }, models);
  const heightsAt = (instant: number): (number | undefined)[] => {
    const { marks } = picture(scenario, run, instant, SIZES[0]!);
    const yOf = (key: string): number | undefined => marks.find((mark) => mark.key === key)?.y;
    return ['queue/orders/top', 'queue/worker/payments', 'queue/worker/mail', 'queue/mail/top'].map(yOf);
  };
  const [before, after] = [heightsAt(500), heightsAt(2000)];
  const [, payments, mail, own] = before as number[];
  expect(mail).toBeGreaterThan(payments!);
  expect(mail).toBeLessThan(own!);
  expect(after[1]).toBe(payments);
  expect(Math.abs(after[2]! - own!)).toBeLessThan(40);
});
