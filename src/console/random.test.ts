// Random command lines: whatever is typed, nothing is thrown, the log stays sound, and a line that is refused has changed nothing.

import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createModels } from '../engine/broker.ts';
import { broken } from '../engine/invariants.ts';
import { logModel } from '../engine/log/model.ts';
import { createRun, type Run } from '../engine/run.ts';
import { runLine, runTool } from './console.ts';
import { KAFKA_TOOLS } from './kafka/tools.ts';

const TOOLS = [...KAFKA_TOOLS.keys()];

const OPTIONS = [
  ...['list', 'describe', 'create', 'alter', 'delete', 'reset-offsets', 'delete-offsets', 'topic', 'group'],
  ...['partitions', 'config', 'all-topics', 'all-groups', 'execute', 'dry-run', 'to-earliest', 'to-latest'],
  ...[
    'to-offset',
    'shift-by',
    'to-datetime',
    'by-duration',
    'from-file',
    'export',
    'members',
    'state',
    'verbose',
  ],
  ...[
    'time',
    'topic-partitions',
    'offset-json-file',
    'from-beginning',
    'max-messages',
    'timeout-ms',
    'partition',
  ],
  ...[
    'offset',
    'include',
    'reader-property',
    'formatter-property',
    'command-property',
    'sync',
    'reject',
    'release',
  ],
  ...[
    'add-config',
    'delete-config',
    'entity-type',
    'entity-name',
    'validate-regex',
    'type',
    'if-exists',
    'nope',
  ],
];

const VALUES = [
  ...[
    't',
    'u',
    'g',
    't:0',
    't:0,1',
    'nope',
    '0',
    '1',
    '3',
    '-1',
    'x',
    '',
    '[',
    '.*',
    '500',
    'plan',
    'offsets',
  ],
  ...[
    'retention.ms=1000',
    'retention.ms',
    'cleanup.policy=[compact,delete]',
    'parse.key=true',
    'print.key=true',
  ],
  ...['2023-11-14T22:13:20.000', 'P1D', 'topics', 'groups', 'share.auto.offset.reset=earliest', 'group.id=g'],
];

const INPUT = {
  stdin: ['a', 'k\tv', ''],
  files: { plan: 't,0,1\n', offsets: '{"partitions":[{"topic":"t","partition":0,"offset":1}]}' },
};

const ADDRESS = ['--bootstrap-server', 'localhost:9092'];

const word = fc.oneof(
  { weight: 5, arbitrary: fc.constantFrom(...OPTIONS).map((name) => `--${name}`) },
  { weight: 4, arbitrary: fc.constantFrom(...VALUES) },
  { weight: 1, arbitrary: fc.string({ maxLength: 6 }) },
);

/** Words that make a line mean something begin it. */
const BEGINNINGS = [
  ...['--list', '--describe --group g', '--describe --topic t', '--create --topic u', '--delete --topic u'],
  ...[
    '--alter --topic t --partitions 3',
    '--alter --topic t --add-config retention.ms=1',
    '--delete --group g',
  ],
  ...[
    '--reset-offsets --group g --topic t --to-datetime 2023-11-14T22:13:20.000 --execute',
    '--delete-offsets --group g --topic t',
  ],
  ...['--topic t --group g --from-beginning --max-messages 2', '--topic t --timeout-ms 500', '--topic t', ''],
  ...['--offset-json-file offsets', '--alter --group g --add-config share.auto.offset.reset=earliest'],
];

const command = fc.record({
  tool: fc.constantFrom(...TOOLS),
  args: fc
    .tuple(fc.constantFrom(...BEGINNINGS), fc.array(word, { maxLength: 5 }))
    .map(([beginning, words]) => [...beginning.split(' ').filter((one) => one !== ''), ...words]),
});

function begin(): Run {
  const settings = { 'group.initial.rebalance.delay.ms': 0 };
  const run = createRun({ seed: 1, lanes: [{ id: 'log', broker: 'log', settings }] }, createModels(logModel));
  runTool(run, 'log', 'kafka-topics', [...ADDRESS, '--create', '--topic', 't', '--partitions', '2']);
  runTool(run, 'log', 'kafka-console-producer', [...ADDRESS, '--topic', 't'], INPUT);
  return run;
}

it('never throws, never breaks the log, and refuses without a trace', () => {
  fc.assert(
    fc.property(fc.array(command, { minLength: 1, maxLength: 5 }), (commands) => {
      const run = begin();
      for (const { tool, args } of commands) {
        const before = run.journal.length;
        const { lines, exitCode } = runTool(run, 'log', tool, [...ADDRESS, ...args], INPUT);
        expect(Number.isInteger(exitCode)).toBe(true);
        const usage = lines.some(({ to, text }) => to === 'err' && /^Option +Description/.test(text));
        if (usage) {
          expect(exitCode).toBe(1);
          expect(run.journal.slice(before)).toEqual([]);
        }
        if (exitCode !== 0) expect(lines.length).toBeGreaterThan(0);
        expect(broken(run.world)).toEqual([]);
      }
    }),
    { numRuns: 200 },
  );
});

it('takes any line apart, or says where it cannot', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 40 }), (line) => {
      const run = begin();
      const before = run.journal.length;
      const { lines, exitCode } = runLine(run, 'log', line);
      expect(run.journal.length).toBe(before);
      if (exitCode !== 0) expect(lines).toHaveLength(1);
    }),
    { numRuns: 300 },
  );
});
