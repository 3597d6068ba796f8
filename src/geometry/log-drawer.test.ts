// The whole picture of log lanes: random brokers of all sizes, each looked at in five sizes of stage; and single marks.

import { expect, test } from 'vitest';
import { createModels } from '../engine/broker.ts';
import { logModel } from '../engine/log/model.ts';
import { draw } from '../engine/random.ts';
import { positionAt, type Run, worldAt } from '../engine/run.ts';
import { runScenario } from '../scenario/compile.ts';
import type { Scenario, Step } from '../scenario/scenario.ts';
import { type Frame, frame } from './frame.ts';
import type { Kept } from './kept.ts';
import { logDrawer } from './log-drawer.ts';
import type { Mark } from './mark.ts';
import { beginningsOf, recentOf } from './motion.ts';
import type { Arrangement } from './sizes.ts';
import { collisions, outside, unreadable } from './soundness.ts';

const models = createModels(logModel);

type Size = readonly [layout: Arrangement, width: number, height: number, scale: number];
const SIZES: readonly Size[] = [
  ['desk', 980, 690, 1],
  ['desk', 740, 320, 1],
  ['projector', 1208, 560, 1.6],
  ['phone', 366, 0, 1],
  ['desk', 1420, 860, 1],
  ['compact', 550, 374, 1],
];

function picture(
  scenario: Scenario,
  run: Run,
  instant: number,
  size: Size = SIZES[0]!,
  reduced = false,
  kept?: Kept,
): Frame {
  const [layout, width, height, scale] = size;
  const position = positionAt(run, instant);
  return frame({
    ...{ scenario, world: worldAt(run, position), end: run.world, instant, width, height, scale, layout },
    ...{ recent: recentOf(run, position, instant), beginnings: beginningsOf(run), reduced, focus: null },
    ...{ drawers: { log: logDrawer }, journal: run.journal, position, ...(kept && { kept }) },
  });
}

const play = (scenario: Scenario): Run =>
  runScenario({ scenario, seed: scenario.seed, interventions: [] }, models);

/** A topic with readers by its seed: one partition or sixty-four, a few records or thousands, groups of one member or of many. */
function shop(seed: number): Scenario {
  let n = 0;
  const below = (bound: number): number => draw(seed, 'log-shop', n++) % bound;
  const some = <Item>(...items: Item[]): Item => items[below(items.length)]!;
  const partitions = some(1, 1, 2, 3, 4, 8, 32, 64);
  const count = some(1, 5, 20, 60, 60, 400, some(400, 4000));
  const everyMs = Math.max(1, Math.floor(15_000 / count));
  const keys = ['Amal', 'Ben', 'Cho', 'Dina', ...Array.from({ length: below(60) }, (_, i) => `c${i}`)];
  const topic = {
    ...(below(2) && { 'internal.segment.bytes': some(310, 900, 4000) }),
    ...(below(3) === 0 && { 'retention.bytes': some(700, 2000) }),
    ...(below(4) === 0 && {
      'cleanup.policy': 'compact',
      'min.cleanable.dirty.ratio': 0,
      'segment.ms': 3000,
    }),
  };
  const steps: Step[] = [
    { at: 0, do: 'create-topic', topic: 'orders', partitions, config: topic },
    { at: 0, do: 'route', producer: 'orders', route: { topic: 'orders', keyed: below(4) > 0 } },
    { at: 0, do: 'open-producer', producer: 'admin' },
    {
      at: 2000 + below(9000),
      do: 'produce',
      producer: 'admin',
      topic: 'orders',
      records: [{ key: 'Ben', value: null }],
    },
  ];
  for (const service of ['payments', 'mail', 'search', 'fraud'].slice(0, some(0, 1, 1, 2, 3, 4))) {
    const config = {
      'auto.offset.reset': some('earliest', 'earliest', 'latest'),
      'max.poll.records': some(1, 1, 10),
      'session.timeout.ms': 6000,
      ...(below(3) === 0 && { 'partition.assignment.strategy': 'cooperative-sticky' }),
    };
    const protocol =
      below(3) === 0 ? { 'group.protocol': 'consumer', 'auto.offset.reset': 'earliest' } : config;
    const members = some(1, 1, 2, 3, 5, some(5, 40));
    for (let i = 0; i < members; i++)
      steps.push({
        ...{ at: i < 3 ? below(4) * 2000 : 0, do: 'start-worker' },
        spec: {
          ...{
            id: `${service}-${i + 1}`,
            service,
            source: 'orders',
            config: protocol,
            fetchMs: below(2) * 100,
          },
          ...{ workMs: some(5, 50, 500, 2000), settleMs: below(2) * 100 },
        },
      });
    if (below(2)) steps.push({ at: 7000 + below(4000), do: 'crash-worker', worker: `${service}-1` });
    if (below(2)) steps.push({ at: 14_000 + below(4000), do: 'restart-worker', worker: `${service}-1` });
  }
  return {
    ...{ name: 'shop', title: 'Shop', seed, until: 26_000, claims: [] },
    lanes: [
      {
        ...{ id: 'log', broker: 'log', title: 'Log', about: 'Kafka, topic orders' },
        settings: {
          'group.initial.rebalance.delay.ms': some(0, 3000),
          'log.retention.check.interval.ms': 1000,
        },
      },
    ],
    senders: [{ id: 'orders', latencyMs: below(2) * 400, plan: { count, everyMs, from: 300, keys } }],
    steps: steps.sort((a, b) => a.at - b.at),
  };
}

const READING = new Set(['committed', 'fetched', 'unread', 'flag', 'bracket', 'start']);

/** Lines that run through words or records. */
function crossings({ marks }: Frame): string[] {
  const lines = marks.filter(
    (mark) => mark.kind === 'stroke' && READING.has(mark.look) && mark.lane !== null,
  );
  const solid = marks.filter(({ kind, moving }) => (kind === 'card' || kind === 'text') && !moving);
  return lines.flatMap((line) =>
    solid.flatMap((one) =>
      Math.min(line.x + line.w, one.x + one.w) - Math.max(line.x, one.x) > (line.w > 0 ? 1 : -1) &&
      Math.min(line.y + line.h, one.y + one.h) - Math.max(line.y, one.y) > (line.h > 0 ? 1.5 : -1)
        ? [`${line.key} × ${one.key}`]
        : [],
    ),
  );
}

const wrongWith = (drawn: Frame, [layout]: Size): string[] => [
  ...collisions(drawn),
  ...crossings(drawn),
  ...outside(drawn),
  ...unreadable(drawn, layout === 'projector' ? 24 : 12),
];

/** What stands elsewhere in another picture of the same run, though it is not on a tape that is folded in one of them. */
function movedBetween(one: Frame, other: Frame): string[] {
  const [before, after] = [places(one), places(other)];
  return [...before].filter(([key, at]) => (after.get(key) ?? at) !== at).map(([key]) => key);
}

/** Where boxes and names stand, and records of tapes on which nothing is folded. */
function places({ marks }: Frame): Map<string, string> {
  const folded = new Set(marks.flatMap(({ key }) => /^(.*)\/fold\/\d+$/.exec(key)?.[1] ?? []));
  const still = ({ kind, key, moving }: Mark): boolean =>
    kind === 'box' || key.endsWith('/name') || (kind === 'card' && !moving && !folded.has(tapeOf(key)));
  const at = ({ x, y }: Mark): string => `${x.toFixed(1)} ${y.toFixed(1)}`;
  return new Map(marks.filter(still).map((mark) => [mark.key, at(mark)]));
}

/** Of a record's key: that of its tape. */
const tapeOf = (key: string): string => key.replace(/\/\d+$/, '');

/** As many worlds as scripts/test.mjs says: two thousand for `npm test`. */
const WORLDS = Math.min(2000, Math.ceil(Number(process.env.RANDOM_RUNS ?? 300) / 2));
const INSTANTS = [1234, 5600, 9100, 12_345, 17_001, 25_900];

test(
  `${WORLDS} random worlds hold together, and what did not change does not move`,
  () => {
    const wrong: string[] = [];
    for (let seed = 1; seed <= WORLDS && wrong.length < 20; seed++) {
      const scenario = shop(seed);
      const run = play(scenario);
      const size = SIZES[seed % SIZES.length]!;
      const instants = [INSTANTS[draw(seed, 'one', 0) % 6]!, INSTANTS[draw(seed, 'other', 0) % 6]!];
      const kept: Kept = new Map();
      const [one, other] = instants.map((instant) => picture(scenario, run, instant, size, false, kept)) as [
        Frame,
        Frame,
      ];
      const where = `seed ${seed}, ${size.join(' ')}, at ${instants.join(' and ')}`;
      for (const what of [...wrongWith(one, size), ...wrongWith(other, size)])
        wrong.push(`${where}: ${what}`);
      for (const what of movedBetween(one, other)) wrong.push(`${where}: ${what} moved`);
      if (
        seed % 7 === 0 &&
        JSON.stringify(other) !== JSON.stringify(picture(scenario, run, instants[1]!, size))
      )
        wrong.push(`${where}: it shows that something was kept`);
    }
    expect(wrong.slice(0, 20)).toEqual([]);
  },
  60_000 + WORLDS * 200,
);

/** A topic of one partition with what is said about it, and the given steps. */
const topic = (config: Record<string, string | number>, count: number, steps: readonly Step[]): Scenario => ({
  ...{ name: 'topic', title: 'Topic', seed: 1, until: 60_000, claims: [] },
  lanes: [{ id: 'log', broker: 'log', title: 'Log', about: 'Kafka' }],
  senders: [{ id: 'orders', plan: { count, everyMs: 100, from: 100, keys: ['Amal', 'Ben'] } }],
  steps: [
    { at: 0, do: 'create-topic', topic: 'orders', partitions: 1, config },
    { at: 0, do: 'route', producer: 'orders', route: { topic: 'orders' } },
    ...steps,
  ],
});

const lookAt = (scenario: Scenario, instant: number): readonly Mark[] =>
  picture(scenario, play(scenario), instant, SIZES[0], true).marks;
const keysOf = (marks: readonly Mark[], is: (mark: Mark) => boolean): string[] =>
  marks.filter(is).map(({ key }) => key);
const wordsOf = (marks: readonly Mark[], key: RegExp): string[] =>
  marks.flatMap((mark) =>
    mark.kind === 'text' && key.test(mark.key) ? [mark.parts.map(({ text }) => text).join('')] : [],
  );

test('a deleted segment leaves a floor before the log start, with nothing standing on it', () => {
  const config = { 'internal.segment.bytes': 310, 'retention.bytes': 320 };
  const marks = lookAt(topic(config, 12, []), 59_000);
  const floor = keysOf(marks, (mark) => mark.kind === 'hollow' && mark.look === 'expired');
  const cards = marks.filter(({ kind }) => kind === 'card');
  const start = marks.find(({ key }) => key === 'log/orders-0/start')!;
  expect(floor.length).toBeGreaterThan(0);
  expect(floor.length + cards.length).toBe(12);
  expect(cards.every(({ x }) => x > start.x)).toBe(true);
});

test('the cleaner leaves dashes where later records have the keys, and a tombstone is a card without a value', () => {
  const config = {
    'cleanup.policy': 'compact',
    'internal.segment.bytes': 310,
    'min.cleanable.dirty.ratio': 0,
  };
  const steps: readonly Step[] = [
    { at: 0, do: 'open-producer', producer: 'admin' },
    { at: 2000, do: 'produce', producer: 'admin', topic: 'orders', records: [{ key: 'Ben', value: null }] },
  ];
  const marks = lookAt(topic(config, 10, steps), 50_000);
  const gaps = keysOf(marks, (mark) => mark.kind === 'hollow' && mark.look === 'compacted');
  const tombs = marks.filter((mark) => mark.kind === 'card' && mark.tombstone);
  expect(gaps).toEqual(Array.from({ length: gaps.length }, (_, n) => `log/orders-0/gap/${n}`));
  expect(gaps.length).toBeGreaterThan(3);
  expect(tombs.map(({ key }) => key)).toEqual(['log/orders-0/10']);
});

const reader = (id: string, at: number, config: Record<string, string> = {}, workMs = 50): Step => ({
  ...{ at, do: 'start-worker' },
  spec: {
    id,
    service: 'payments',
    source: 'orders',
    workMs,
    config: { 'auto.offset.reset': 'earliest', ...config },
  },
});

test('of two members on one partition one is idle, and is said to be', () => {
  const marks = lookAt(topic({}, 10, [reader('pay-1', 0), reader('pay-2', 0)]), 20_000);
  expect(wordsOf(marks, /roster/)).toEqual(['payments  Stable, generation 1']);
  expect(wordsOf(marks, /status$/)).toContain('p0');
  expect(wordsOf(marks, /status$/)).toContain('idle, no partition');
});

test('a crashed member keeps its box until its session ends, and its partition is nobody’s meanwhile', () => {
  const steps = [reader('pay-1', 0), reader('pay-2', 0)];
  const crash: Step = { at: 12_000, do: 'crash-worker', worker: 'pay-1' };
  const scenario = { ...topic({}, 100, [...steps, crash]), until: 90_000 };
  const boxes = (instant: number): string[] =>
    keysOf(lookAt(scenario, instant), ({ kind, key }) => kind === 'box' && /member/.test(key));
  expect(boxes(15_000)).toEqual(['log/member/pay-1', 'log/member/pay-2']);
  expect(wordsOf(lookAt(scenario, 15_000), /payments\/status/)[0]).toMatch(/nobody|not missed/);
  expect(boxes(80_000)).toEqual(['log/member/pay-2']);
});

test('a tape of thousands is open where its readers are and at its end, and counts the rest', () => {
  const scenario = topic({}, 500, [reader('slow', 0, {}, 2000)]);
  const marks = lookAt(scenario, 20_000);
  const offsets = keysOf(marks, ({ kind }) => kind === 'card').map((key) => Number(key.split('/').at(-1)));
  const committed = Number(/up to (\d+)/.exec(wordsOf(marks, /status/)[0] ?? '')?.[1] ?? offsets[0]);
  expect(offsets).toContain(committed);
  expect(offsets.length).toBeLessThan(60);
  const counted = marks.flatMap(({ name }) => /^(\d+) more records/.exec(name ?? '')?.[1] ?? []);
  const kept = counted.reduce((sum, one) => sum + Number(one), 0) + offsets.length;
  expect(kept).toBe(200);
});
