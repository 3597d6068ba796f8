// The verb of command lines: runs the tool and shows what it printed as the recorder does, which masks what differs from run to run.

import { runTool } from '../../../src/console/console.ts';
import type { Line } from '../../../src/console/terminal.ts';
import { equal, type Json } from '../json.ts';
import { type Bench, LANE } from './bench.ts';
import type { Step } from './verb.ts';

export function cli({ run }: Bench, step: Step): Json {
  const { lines, exitCode } = runTool(run, LANE, step['tool'] as string, step['args'] as string[], {
    stdin: step['stdin'] as string[] | undefined,
    files: step['files'] as Record<string, string> | undefined,
  });
  const out = masked(lines, 'out');
  const err = masked(lines, 'err');
  if (step['sorted']) out.sort();
  const seen = step.see?.['err'] as string[] | undefined;
  // where standard error says the same in substance, it is shown as it was recorded
  const alike = seen && equal(substanceOf(seen), substanceOf(err));
  return { out, ...(err.length > 0 && { err: alike ? seen : err }), exit: exitCode };
}

/**
 * What recordings hold of standard error: its messages. Not the classes of exceptions in front of them, nor where in a file a parser
 * was and how often it said so; nor the order of what Java shuffles anew each time it starts.
 */
const substanceOf = (lines: readonly string[]): readonly string[] => [
  ...new Set(
    lines
      .filter((line) => !line.startsWith(' at ['))
      .map((line) =>
        line.replace(/^(?:(?:[\w$]+\.)+[\w$]+: )+/, '').replace(/(?<=Valid states are: ).*/, '<states>'),
      ),
  ),
];

const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;
const KAFKA_ID = /(?<![A-Za-z0-9_.-])(?=[A-Za-z0-9_-]*[0-9A-Z])[A-Za-z0-9_-]{22}(?![A-Za-z0-9_-])/g;

const mask = (id: string): string => `<id${'-'.repeat(id.length - 4)}>`;

/** Lines of one stream: ids masked at their width, the list of options cut off, the time left out of log lines. */
function masked(lines: readonly Line[], stream: Line['to']): string[] {
  const shown = lines
    .filter(({ to }) => to === stream)
    .map(({ text }) =>
      text
        .replace(UUID, mask)
        .replace(KAFKA_ID, mask)
        .replace(/console-consumer-\d+/g, 'console-consumer-<n>')
        .replace(/^\[\d[^\]]*\]/, '[<time>]'),
    );
  const usage = shown.findIndex((text) => /^Option +Description/.test(text));
  return usage < 0 ? shown : [...shown.slice(0, usage), '<usage>'];
}
