// The brokers' own command lines: a line goes in, the lines that the real tool prints and its exit code come out, and the run has
// changed as the broker would have.

import type { Run } from '../engine/run.ts';
import type { LaneId } from '../engine/vocabulary.ts';
import { Job } from './kafka/job.ts';
import { KAFKA_TOOLS } from './kafka/tools.ts';
import { isUnreadable, splitLine } from './shell.ts';
import { Exit, type Input, type Outcome, Terminal } from './terminal.ts';

/** What a shell answers where it finds no such command, and where it cannot read the line. */
const NOT_FOUND = 127;
const UNREADABLE = 2;

/** Runs a line against a log lane. The run goes on by the time that the tool takes: it waits for records, others take none. */
export function runLine(run: Run, lane: LaneId, line: string, input: Input = {}): Outcome {
  const words = splitLine(line);
  if (isUnreadable(words)) return failed(words.problem, UNREADABLE);
  const [tool, ...args] = words;
  return tool === undefined ? { lines: [], exitCode: 0 } : runTool(run, lane, tool, args, input);
}

/** Runs a tool with arguments that are taken apart already. */
export function runTool(
  run: Run,
  lane: LaneId,
  name: string,
  args: readonly string[],
  input: Input = {},
): Outcome {
  const tool = KAFKA_TOOLS.get(name.replace(/^(.*\/)?(kafka-[\w-]+)\.sh$/, '$2'));
  if (!tool) return failed(`${name}: command not found`, NOT_FOUND);
  const terminal = new Terminal();
  let exitCode = 0;
  try {
    tool(new Job(run, lane, terminal, input), args);
  } catch (thrown) {
    if (!(thrown instanceof Exit)) throw thrown;
    exitCode = thrown.code;
  }
  return { lines: terminal.lines, exitCode };
}

const failed = (text: string, exitCode: number): Outcome => ({ lines: [{ to: 'err', text }], exitCode });
