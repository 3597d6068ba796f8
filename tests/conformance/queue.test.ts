// Every recording of RabbitMQ and Redis that is kept here, replayed against the models and compared field for field.

import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { replayQueueTrace } from '../../scripts/conformance/queue-trace.ts';

// `live` holds conversations that the real brokers were asked, beyond the recordings.
const files = ['rabbitmq', 'redis', 'live'].flatMap((folder) =>
  readdirSync(new URL(`./${folder}/`, import.meta.url))
    .filter((file) => file.endsWith('.json') && !file.startsWith('kafka-'))
    .map((file) => `${folder}/${file}`),
);

test.each(files)('%s', (file) => {
  const text = readFileSync(new URL(file, import.meta.url), 'utf8');
  expect(replayQueueTrace(JSON.parse(text))).toEqual([]);
});

test('what the model lacks is a difference, not a pass', () => {
  const recording = { broker: 'rabbitmq', steps: [{ do: 'declare', queue: 'q', shape: 'round' }] };
  expect(replayQueueTrace(recording)).toMatchObject([
    { step: 0, note: 'The model does not have "shape" for "declare".' },
  ]);
});

test('a wrong answer is a difference', () => {
  const steps = [
    { do: 'declare', queue: 'q', type: 'classic' },
    {
      do: 'publish',
      key: 'q',
      body: 'm1',
      see: { confirm: 'ack', deliver: { c1: [{ body: 'm1', tag: 1 }] } },
    },
    { do: 'inspect', queue: 'q', see: { queue: { ready: 0, consumers: 0 } } },
  ];
  expect(replayQueueTrace({ broker: 'rabbitmq', steps }).map(({ step, note }) => [step, note])).toEqual([
    [1, 'deliver'],
    [2, 'queue'],
  ]);
});

test('what Redis answers otherwise is a difference, and so is what nobody should have been told', () => {
  const steps = [
    { do: 'take', client: 'w', cmd: ['BRPOP', 'q', '0'], blocking: true, see: { reply: null } },
    { do: 'publish', client: 'p', cmd: ['LPUSH', 'q', 'a'], see: { reply: 2 } },
    { do: 'sing', client: 'p' },
  ];
  expect(replayQueueTrace({ broker: 'redis', steps }).map(({ step, note }) => [step, note])).toEqual([
    [0, 'reply'],
    [0, 'blocked'],
    [1, 'reply'],
    [1, 'wake'],
    [2, 'The model does not have the verb "sing".'],
  ]);
});
