// npm run conformance -- DIR: replays every recording of a real broker under a directory against the models and prints each
// difference. Exit code 0 if there is none, 1 if there are, 2 if something is no directory or no recording.

import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Difference } from './conformance/difference.ts';
import { replayLogTrace } from './conformance/log/trace.ts';
import { replayQueueTrace } from './conformance/queue-trace.ts';

const REPLAYERS: Readonly<Record<string, (trace: unknown) => Difference[]>> = {
  'log-trace/1': replayLogTrace,
  'queue-trace/1': replayQueueTrace,
};

/** Something is wrong with what was asked; the message is for a person. */
class Misuse extends Error {}

export function main(args: readonly string[]): number {
  try {
    const [folder, ...more] = args;
    if (folder === undefined || more.length > 0) throw new Misuse('npm run conformance takes one directory.');
    const files = recordingsIn(folder);
    if (files.length === 0) throw new Misuse(`There is no .json file under ${folder}.`);
    return replayAll(files);
  } catch (error) {
    if (!(error instanceof Misuse)) throw error;
    process.stderr.write(`${error.message}\n`);
    return 2;
  }
}

function recordingsIn(folder: string): string[] {
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory())
    throw new Misuse(`There is no directory ${folder}.`);
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.json'))
    .sort()
    .map((name) => join(folder, name));
}

/** The recording in a file, with what replays its format. */
function recordingFrom(file: string): { trace: unknown; replay: (trace: unknown) => Difference[] } {
  let trace: unknown;
  try {
    trace = JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    throw new Misuse(`${file} is not JSON.`);
  }
  const { format, steps } = (trace ?? {}) as { format?: unknown; steps?: unknown };
  const replay = REPLAYERS[String(format)];
  if (!replay || !Array.isArray(steps))
    throw new Misuse(`${file} is no recording of the formats ${Object.keys(REPLAYERS).join(', ')}.`);
  return { trace, replay };
}

function replayAll(files: readonly string[]): number {
  let failed = 0;
  // all are read before anything is printed, so that a wrong file is told first
  for (const [index, { trace, replay }] of files.map(recordingFrom).entries()) {
    const differences = differencesOf(() => replay(trace));
    if (differences.length > 0) failed++;
    for (const difference of differences) process.stdout.write(`${lineOf(files[index]!, difference)}\n`);
  }
  process.stdout.write(`${files.length - failed} passed, ${failed} failed\n`);
  return failed === 0 ? 0 : 1;
}

/** A model that gives up is a difference too. */
function differencesOf(replay: () => Difference[]): Difference[] {
  try {
    return replay();
  } catch (error) {
    return [{ step: 0, expected: null, got: null, note: `The model failed: ${String(error)}` }];
  }
}

function lineOf(file: string, { step, expected, got, note }: Difference): string {
  const said = note === undefined ? '' : ` (${note})`;
  return `${file}, step ${step}${said}: expected ${JSON.stringify(expected)}, got ${JSON.stringify(got)}`;
}
