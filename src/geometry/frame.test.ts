// A picture holds together in every frame: nothing overlaps, nothing leaves the frame, nothing moves that did not change, and
// the same moment is drawn the same twice. Over the lessons, and over random runs.
import { describe, expect, it } from 'vitest';
import crash from '../../simulations/11-crash-mid-processing.ts';
import lesson1Data from '../../simulations/01-one-message-two-worlds.ts';
import lesson4Data from '../../simulations/04-replay-the-payments.ts';
import { createModels } from '../engine/broker.ts';
import { logModel } from '../engine/log/model.ts';
import { queueModel } from '../engine/queue/model.ts';
import { draw } from '../engine/random.ts';
import { positionAt, type Run, worldAt } from '../engine/run.ts';
import { runScenario } from '../scenario/compile.ts';
import type { Scenario } from '../scenario/scenario.ts';
import { effectsDrawer } from './effects-drawer.ts';
import { type Frame, frame } from './frame.ts';
import type { Mark } from './mark.ts';
import { beginningsOf, recentOf } from './motion.ts';
import { queueDrawer } from './queue-drawer.ts';
import type { Arrangement } from './sizes.ts';
import { collisions, outside } from './soundness.ts';
import { inEnglish } from '../scenario/english.ts';

const lesson1 = inEnglish(lesson1Data);
const lesson4 = inEnglish(lesson4Data);

const models = createModels(logModel, queueModel);
const play = (scenario: Scenario): Run =>
  runScenario({ scenario, seed: scenario.seed, interventions: [] }, models);

const SIZES: readonly (readonly [Arrangement, number, number, number])[] = [
  ['desk', 980, 690, 1],
  ['desk', 700, 560, 1],
  ['projector', 1208, 560, 1.6],
  ['phone', 366, 0, 1],
  ['desk', 1420, 860, 1],
];

function picture(scenario: Scenario, run: Run, instant: number, size = SIZES[0]!, reduced = false): Frame {
  const [layout, width, height, scale] = size;
  const position = positionAt(run, instant);
  return frame({
    ...{
      scenario,
      world: worldAt(run, position),
      end: run.world,
      instant,
      width,
      height,
      scale,
      layout,
      reduced,
    },
    ...{ recent: recentOf(run, position, instant), beginnings: beginningsOf(run), focus: null },
    ...{ journal: run.journal, position },
    drawers: { effects: effectsDrawer, ...(scenario.name === 'random' && { queue: queueDrawer }) },
  });
}

/** A small shop, different for every seed: customers, exchanges, workers that crash, partitions, segments. */
function randomScenario(seed: number): Scenario {
  let n = 0;
  const below = (bound: number): number => draw(seed, 'stage', n++) % bound;
  const names = ['Amal', 'Ben', 'Cho', 'Dina', 'Eve', 'Finn'];
  const list = Array.from({ length: 4 + below(40) }, (_, i) => ({
    ...{ at: 100 + i * (200 + below(500)), key: names[below(6)]!, amount: below(90) },
  }));
  const teams = ['payments', 'mail'].slice(0, 1 + below(2));
  const fanout = below(2) === 1;
  const common = { fetchMs: below(2) * 200, workMs: 200 + below(900), settleMs: below(2) * 150 };
  const effects = [{ effect: 'charge' }];
  return {
    ...{ name: 'random', title: 'Random', seed, until: 26_000, claims: [] },
    expects: below(2) ? [{ producer: 'orders', service: 'payments', effect: 'charge' }] : [],
    lanes: [
      { id: 'queue', broker: 'queue', title: 'Queue', about: 'RabbitMQ, classic queues' },
      { id: 'log', broker: 'log', title: 'Log', about: 'Kafka, topic orders' },
    ],
    senders: [{ id: 'orders', latencyMs: below(2) * 400, plan: { list: list.sort((a, b) => a.at - b.at) } }],
    steps: [
      { at: 0, do: 'declare-exchange', exchange: 'orders', type: 'fanout' },
      ...teams.flatMap((team) => [
        { at: 0, do: 'declare-queue', queue: team } as const,
        { at: 0, do: 'bind', exchange: 'orders', queue: team, key: '' } as const,
      ]),
      {
        ...{ at: 0, do: 'create-topic', topic: 'orders', partitions: 1 + below(3) },
        config: { 'internal.segment.bytes': 310, 'retention.bytes': below(2) ? 900 : -1 },
      },
      {
        ...{ at: 0, in: 'queue', do: 'route', producer: 'orders' },
        route: fanout ? { exchange: 'orders' } : { exchange: '', key: 'payments' },
      },
      { at: 0, in: 'log', do: 'route', producer: 'orders', route: { topic: 'orders' } },
      ...teams.flatMap((team) => {
        const spec = { ...common, id: team, service: team, effects, prefetch: 1 + below(4) };
        const config = { 'auto.offset.reset': 'earliest' };
        return [
          { at: 0, in: 'queue', do: 'start-worker', spec: { ...spec, source: team } } as const,
          { at: 0, in: 'log', do: 'start-worker', spec: { ...spec, source: 'orders', config } } as const,
        ];
      }),
      { at: 6000 + below(4000), do: 'crash-worker', worker: 'payments' },
      { at: 12_000 + below(4000), do: 'restart-worker', worker: 'payments' },
    ],
  };
}

const lessons: readonly Scenario[] = [
  lesson1,
  lesson4,
  { ...(crash as Scenario), lanes: crash.lanes.slice(0, 2), name: 'crash', until: 130_000 },
];
const runs = [...lessons, ...Array.from({ length: 12 }, (_, i) => randomScenario(i + 1))].map(
  (scenario) => [`${scenario.name} ${scenario.seed}`, scenario, play(scenario)] as const,
);

/** Instants spread over a run, some of them in the middle of a movement. */
const instantsOf = (scenario: Scenario): number[] =>
  Array.from({ length: 14 }, (_, i) => Math.floor((scenario.until * (i + 0.37)) / 14));

describe.each(runs)('%s', (_, scenario, run) => {
  const instants = instantsOf(scenario);
  it.each(SIZES)('has no two things in one place and nothing outside: %s %d × %d', (...size) => {
    for (const instant of instants) {
      const drawn = picture(scenario, run, instant, size);
      expect({ instant, collisions: collisions(drawn) }).toEqual({ instant, collisions: [] });
      expect({ instant, outside: outside(drawn) }).toEqual({ instant, outside: [] });
    }
  });

  it('has type that can be read, and a key for every mark', () => {
    for (const size of SIZES)
      for (const instant of instants.slice(0, 5)) {
        const { marks } = picture(scenario, run, instant, size);
        const least = size[0] === 'projector' ? 24 : 12;
        expect(marks.filter((mark) => 'size' in mark && mark.size < least)).toEqual([]);
        const keys = marks.map(({ key }) => key);
        expect(keys.filter((key, i) => keys.indexOf(key) !== i)).toEqual([]);
        expect(JSON.stringify(marks)).not.toMatch(/NaN|null,null|Infinity/);
      }
  });

  it('is the same for the same moment, and leaves the world as it was', () => {
    for (const instant of instants.slice(0, 4)) {
      const before = JSON.stringify(run.world);
      expect(picture(scenario, run, instant)).toEqual(picture(scenario, run, instant));
      expect(JSON.stringify(run.world)).toBe(before);
    }
  });

  it('moves nothing in a moment in which nothing happened', () => {
    for (const instant of instants) {
      const [a, b] = [picture(scenario, run, instant), picture(scenario, run, instant + 1)];
      if (positionAt(run, instant) !== positionAt(run, instant + 1)) continue;
      const places = new Map(a.marks.map((mark) => [mark.key, mark]));
      for (const mark of b.marks.filter(
        ({ kind }) => kind === 'box' || kind === 'hollow' || kind === 'card',
      )) {
        const was = places.get(mark.key);
        if (was && !mark.moving && !was.moving) {
          expect(Math.abs(was.x - mark.x), mark.key).toBeLessThan(8);
          expect(Math.abs(was.y - mark.y), mark.key).toBeLessThan(8);
        }
      }
    }
  });

  it('keeps boxes and kept records where they are over the whole run', () => {
    const places = new Map<string, string>();
    const drawn = instants.map((instant) => picture(scenario, run, instant, SIZES[4], true));
    const fixed = ({ kind, key, lane }: Mark): boolean =>
      kind === 'box' || (kind === 'card' && lane === 'log' && !key.includes('flight'));
    if (drawn.some(({ marks }) => marks.some(({ key }) => key.endsWith('/fold')))) return;
    for (const { marks } of drawn)
      for (const mark of marks.filter(fixed)) {
        const place = [mark.x, mark.y, mark.w].map((value) => value.toFixed(1)).join(' ');
        expect(places.get(mark.key) ?? place, mark.key).toBe(place);
        places.set(mark.key, place);
      }
  });
});

it('says what is wrong with effects, to those who do not see it', () => {
  const [, scenario, run] = runs.find(([, { name }]) => name === lesson4.name)!;
  const said = instantsOf(scenario).flatMap((instant) =>
    picture(scenario, run, instant).lanes.map(({ summary }) => summary),
  );
  expect(said.join(' ')).toMatch(/charge of \w+ missing: € \d+, should be € \d+/);
});

it('sees a collision when there is one', () => {
  const [, scenario, run] = runs[0]!;
  const drawn = picture(scenario, run, 9000);
  const card = drawn.marks.find(({ kind, lane }) => kind === 'card' && lane === 'log')!;
  expect(collisions({ ...drawn, marks: [...drawn.marks, { ...card, key: 'again' }] })).not.toEqual([]);
  expect(outside({ ...drawn, marks: [{ ...card, x: -40 }] })).not.toEqual([]);
});
