// npm run bench: the figures that the project promises, measured here and now, each beside its limit. `--json` prints them as
// data. Costs are ratios to the yardstick bare.mjs in the same process, alternating, medians of five.

import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { draw } from '../src/engine/random.ts';
import { type Run, step, worldAt } from '../src/engine/run.ts';
import { log as bareLogUntyped } from './bench/bare.mjs';
import { clean, foldBare, keysOf, latestOf, openDirtyRun } from './bench/compaction.ts';
import { another, groupBefore, joinLast, WAYS } from './bench/groups.ts';
import { measurePage } from './bench/page.ts';
import { endOf, openLogRun, runLog } from './bench/workload.ts';

const bareLog = bareLogUntyped as (n: number) => { end: number[]; committed: number[] };

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
  const figures = [
    logCost(),
    logGrowth(),
    compactionCost(),
    groupsGrowth(),
    seekP99(),
    historyMemory(),
    ...(await measurePage()),
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
  const same = JSON.stringify(bareLog(n)) === JSON.stringify(endOf(runLog(n)));
  if (!same) throw new Error('The engine and the yardstick do not end in the same state.');
  const [engine, bare] = alternating(
    () => runLog(n),
    () => bareLog(n),
  );
  return { name: 'log-cost', value: rounded(engine! / bare!), limit: 5, unit: '× bare' };
}

function logGrowth(): Figure {
  const [small, large, bareSmall, bareLarge] = alternating(
    () => repeat(10, () => runLog(10_000)),
    () => runLog(1_000_000),
    () => repeat(10, () => bareLog(10_000)),
    () => bareLog(1_000_000),
  );
  const growth = large! / 1_000_000 / (small! / 100_000);
  const bareGrowth = bareLarge! / 1_000_000 / (bareSmall! / 100_000);
  return { name: 'log-growth', value: rounded(growth / bareGrowth), limit: 1.3, unit: '× bare' };
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

/** A run of so many facts on the yardstick's workload. */
function runOfFacts(facts: number) {
  const run = openLogRun(facts);
  while (run.journal.length < facts && step(run));
  return run;
}

function seekP99(): Figure {
  const run = runOfFacts(100_000);
  const times: number[] = [];
  for (let n = 0; n < 1000; n++) {
    const position = draw(7, 'seek', n) % run.journal.length;
    const began = performance.now();
    worldAt(run, position);
    times.push(performance.now() - began);
  }
  times.sort((a, b) => a - b);
  return { name: 'seek-p99', value: rounded(times[Math.floor(times.length * 0.99)]!), limit: 16, unit: 'ms' };
}

function historyMemory(): Figure {
  collectGarbage();
  const before = process.memoryUsage().heapUsed;
  const run = runOfFacts(100_000);
  collectGarbage();
  const bytes = process.memoryUsage().heapUsed - before;
  if (run.journal.length < 100_000) throw new Error('The run is too short to measure.');
  return { name: 'history-memory', value: rounded(bytes / 1_000_000), limit: 20, unit: 'MB' };
}
