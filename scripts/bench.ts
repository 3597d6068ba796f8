// npm run bench: the figures that the project promises, measured here and now, each beside its limit. `--json` prints them as
// data. Costs are ratios to the yardstick bare.mjs in the same process, alternating, medians of five.

import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { draw } from '../src/engine/random.ts';
import { type Run, step, worldAt } from '../src/engine/run.ts';
import { log as bareLogUntyped, queue as bareQueueUntyped } from './bench/bare.mjs';
import { clean, foldBare, keysOf, latestOf, openDirtyRun } from './bench/compaction.ts';
import { measureFrames } from './bench/frames.ts';
import { measureLeak } from './bench/leak.ts';
import { another, groupBefore, joinLast, WAYS } from './bench/groups.ts';
import { measurePage } from './bench/page.ts';
import { runTransactions } from './bench/transactions.ts';
import { endOfQueue, openQueueRun, runQueue } from './bench/queue.ts';
import { endOf, openLogRun, runLog } from './bench/workload.ts';

const bareLog = bareLogUntyped as (n: number) => { end: number[]; committed: number[] };
const bareQueue = bareQueueUntyped as (n: number) => { acked: number; ready: number };

interface Figure {
  readonly name: string;
  readonly value: number;
  readonly limit: number;
  readonly unit: string;
}

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

export async function main(args: readonly string[]): Promise<number> {
  if (args.some((arg) => arg !== '--json')) {
    process.stderr.write('npm run bench takes nothing but --json.\n');
    return 2;
  }
  // first, while no other figure has left anything to be freed
  const memory = historyMemory();
  const figures = [
    logCost(),
    logGrowth(),
    queueCost(),
    queueGrowth(),
    compactionCost(),
    groupsGrowth(),
    transactionsCost(),
    seekP99(),
    queueSeekP99(),
    memory,
    ...(await measurePage()),
    ...(await measureLeak()),
    ...(await measureFrames()),
  ];
  if (args.includes('--json')) process.stdout.write(`${JSON.stringify(figures, null, 2)}\n`);
  else for (const figure of figures) process.stdout.write(`${row(figure)}\n`);
  return figures.every(({ value, limit }) => value <= limit) ? 0 : 1;
}

const row = ({ name, value, limit, unit }: Figure): string =>
  `${name.padEnd(16)}${String(value).padStart(10)} ${unit.padEnd(10)} at most ${limit}${value <= limit ? '' : '  EXCEEDED'}`;

const rounded = (value: number): number => Math.round(value * 100) / 100;
const median = (values: number[]): number => values.sort((a, b) => a - b)[values.length >> 1]!;

function timed(work: () => unknown): number {
  const began = performance.now();
  work();
  return performance.now() - began;
}

/** The first of them is not counted. */
const ROUNDS = 6;

/**
 * Medians of five of each piece of work, alternating, after a round that is not counted: both are measured compiled. No garbage
 * is collected by force in between, for that throws compiled code away, and unevenly.
 */
function alternating(...works: (() => unknown)[]): number[] {
  const times = works.map((): number[] => []);
  for (let round = 0; round < ROUNDS; round++)
    works.forEach((work, index) => {
      const time = timed(work);
      if (round > 0) times[index]!.push(time);
    });
  return times.map(median);
}

function logCost(): Figure {
  const n = 100_000;
  expectSame(bareLog(n), endOf(runLog(n)));
  return { name: 'log-cost', value: costOf(runLog, bareLog, n), limit: 5, unit: '× bare' };
}

const logGrowth = (): Figure => ({
  ...{ name: 'log-growth', value: growthOf(runLog, bareLog), limit: 1.3, unit: '× bare' },
});

function queueCost(): Figure {
  const n = 100_000;
  expectSame(bareQueue(n), endOfQueue(runQueue(n)));
  return { name: 'queue-cost', value: costOf(runQueue, bareQueue, n), limit: 5, unit: '× bare' };
}

const queueGrowth = (): Figure => ({
  ...{ name: 'queue-growth', value: growthOf(runQueue, bareQueue), limit: 1.3, unit: '× bare' },
});

function expectSame(yardstick: object, engine: object): void {
  if (JSON.stringify(yardstick) !== JSON.stringify(engine))
    throw new Error('The engine and the yardstick do not end in the same state.');
}

type Workload = (n: number) => unknown;

/** What the engine takes for so many, by what the yardstick does. */
function costOf(engine: Workload, bare: Workload, n: number): number {
  const [time, bareTime] = alternating(
    () => engine(n),
    () => bare(n),
  );
  return rounded(time! / bareTime!);
}

/** How much more the engine takes for each of a million than for each of ten thousand, by the yardstick's own growth. */
function growthOf(engine: Workload, bare: Workload): number {
  const [small, large, bareSmall, bareLarge] = alternating(
    () => repeat(10, () => engine(10_000)),
    () => engine(1_000_000),
    () => repeat(10, () => bare(10_000)),
    () => bare(1_000_000),
  );
  const growth = large! / 1_000_000 / (small! / 100_000);
  const bareGrowth = bareLarge! / 1_000_000 / (bareSmall! / 100_000);
  return rounded(growth / bareGrowth);
}

function compactionCost(): Figure {
  const keys = keysOf(100_000);
  const runs = Array.from({ length: ROUNDS }, () => openDirtyRun(keys));
  const cleaned = [...runs];
  const [cleaning, fold] = alternating(
    () => clean(runs.pop()!),
    // three times, so that whatever else the machine does hits both alike
    () => repeat(3, () => foldBare(keys)),
  );
  const sorted = (map: Map<string, number>): string => JSON.stringify([...map].sort(([, a], [, b]) => a - b));
  if (sorted(latestOf(cleaned[0]!)) !== sorted(foldBare(keys)))
    throw new Error('The cleaner does not leave what the yardstick does.');
  return { name: 'compaction-cost', value: rounded((cleaning! * 3) / fold!), limit: 4, unit: '× bare' };
}

/** Of all protocols and assignors the one that grows most. */
function groupsGrowth(): Figure {
  const growths = WAYS.map((way) => {
    const small = groupBefore(way, 8, 32);
    const large = groupBefore(way, 64, 256);
    const joins = (run: Run, times: number): (() => void) => {
      const copies: Run[] = [];
      for (let n = 0; n < ROUNDS * times; n++) copies.push(another(run));
      return () => copies.splice(0, times).forEach(joinLast);
    };
    const [short, long] = alternating(joins(small, 20), joins(large, 1));
    return long! / (short! / 20);
  });
  return { name: 'groups-growth', value: rounded(Math.max(...growths)), limit: 64, unit: '× small' };
}

function repeat(times: number, work: () => unknown): void {
  for (let i = 0; i < times; i++) work();
}

/** Goes on with a run until it has so many facts. */
function untilFacts(run: Run, facts: number): Run {
  while (run.journal.length < facts && step(run));
  if (run.journal.length < facts) throw new Error('The run is too short to measure.');
  return run;
}

/** Ten thousand transactions of ten records each, by the same records without. */
function transactionsCost(): Figure {
  const [time, without] = alternating(
    () => runTransactions(10_000, true),
    () => runTransactions(10_000, false),
  );
  return { name: 'transactions-cost', value: rounded(time! / without!), limit: 1.6, unit: '× without' };
}

const FACTS = 100_000;

const seekP99 = (): Figure => ({
  ...{ name: 'seek-p99', value: seekOf(untilFacts(openLogRun(FACTS), FACTS)), limit: 16, unit: 'ms' },
});

function queueSeekP99(): Figure {
  const waiting = 10_000;
  // the workers are a little faster than the producer
  const run = untilFacts(openQueueRun(FACTS, waiting + waiting / 2), FACTS);
  if (endOfQueue(run).ready < waiting) throw new Error('Too few messages wait.');
  return { name: 'queue-seek-p99', value: seekOf(run), limit: 16, unit: 'ms' };
}

/** What a look back to a place by chance takes; one in a hundred takes longer. */
function seekOf(run: Run): number {
  const times: number[] = [];
  for (let n = 0; n < 1000; n++) {
    const position = draw(7, 'seek', n) % run.journal.length;
    times.push(timed(() => worldAt(run, position)));
  }
  times.sort((a, b) => a - b);
  return rounded(times[Math.floor(times.length * 0.99)]!);
}

function historyMemory(): Figure {
  collectGarbage();
  const before = process.memoryUsage().heapUsed;
  const run = untilFacts(openLogRun(FACTS), FACTS);
  collectGarbage();
  const bytes = process.memoryUsage().heapUsed - before;
  if (run.journal.length < FACTS) throw new Error('The run was not kept.');
  return { name: 'history-memory', value: rounded(bytes / 1_000_000), limit: 20, unit: 'MB' };
}
