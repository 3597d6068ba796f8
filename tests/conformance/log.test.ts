// Every recording of Kafka that is kept here, replayed against the log model and compared field for field.

import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { replayLogTrace } from '../../scripts/conformance/log/trace.ts';

const folders = ['./kafka-log/', './kafka-groups/', './live/'];
const files = folders.flatMap((folder) =>
  readdirSync(new URL(folder, import.meta.url))
    .filter((file) => file.endsWith('.json') && !/^(rabbitmq|redis)-/.test(file))
    .map((file) => `${folder}${file}`),
);

test.each(files)('%s', (file) => {
  expect(replayLogTrace(JSON.parse(readFileSync(new URL(file, import.meta.url), 'utf8')))).toEqual([]);
});

test('what the model lacks is a difference, not a pass', () => {
  const lacking = (step: object) => replayLogTrace({ steps: [step] });
  expect(lacking({ do: 'no-such-verb', client: 'p' })).toMatchObject([
    { step: 0, note: 'The model does not have the verb "no-such-verb".' },
  ]);
});

test('a wrong answer is a difference', () => {
  const steps = [
    { do: 'create-topic', topic: 't', partitions: 1, see: {} },
    { do: 'open-producer', client: 'p', see: {} },
    { do: 'produce', client: 'p', topic: 't', value: 'v', see: { partition: 0, offset: 1 } },
    { do: 'dump', topic: 't', partition: 0, see: { records: [{ offset: 0, key: null, value: 'w' }] } },
  ];
  expect(replayLogTrace({ steps }).map(({ step, note }) => [step, note])).toEqual([
    [2, 'produce'],
    [3, 'dump'],
  ]);
});
