// What conversations with Kafka are made of, and how they shrink.

import { expect, test } from 'vitest';
import { writeConversation } from '../areas.ts';
import { type Conversation, type Step, withDependants } from '../conversation.ts';
import { recordingText } from '../recording.ts';
import { shrink } from '../shrink.ts';
import { kafka } from './broker.ts';

const SETTINGS = { 'log.retention.ms': '-1', 'group.initial.rebalance.delay.ms': '0', 'node.id': '1' };
const SEEDS = Array.from({ length: 40 }, (_, seed) => seed);

test('what a conversation uses it has made before', () => {
  for (const area in kafka.areas)
    for (const seed of SEEDS) {
      const { steps } = writeConversation(kafka, area, seed, SETTINGS);
      const making = steps.flatMap((step, index) =>
        /^(create-topic|open-.*)$/.test(step.do) ? [index] : [],
      );
      const gone = withDependants(kafka.ties, steps, new Set(making));
      const left = steps.filter((_, index) => !gone.has(index));
      expect(left.filter(({ client }) => client !== undefined)).toEqual([]);
      expect(left.filter(({ topic }) => topic === 't')).toEqual([]);
    }
});

test('what is left out takes along what was made by it, until it is made again', () => {
  const steps: Step[] = [
    { do: 'create-topic', topic: 't', partitions: 1 },
    { do: 'open-consumer', client: 'c' },
    { do: 'assign', client: 'c', partitions: ['t-0'] },
    { do: 'delete-topic', topic: 't' },
    { do: 'create-topic', topic: 't', partitions: 2 },
    { do: 'seek', client: 'c', partition: 't-1', to: 3 },
    { do: 'list-offsets', topic: 't', at: 'latest' },
  ];
  expect(withDependants(kafka.ties, steps, new Set([0]))).toEqual(new Set([0, 2, 3]));
  expect(withDependants(kafka.ties, steps, new Set([1]))).toEqual(new Set([1, 2, 5]));
  expect(withDependants(kafka.ties, steps, new Set([4]))).toEqual(new Set([4, 5, 6]));
});

test('a difference is shrunk to the steps and the details that make it', async () => {
  const written = writeConversation(kafka, 'retention', 5, SETTINGS);
  const big = { fill: 'x', size: 140 };
  const steps: Step[] = [
    ...written.steps,
    { do: 'alter-topic', topic: 't', config: { 'retention.ms': '7', 'retention.bytes': '9' } },
    {
      do: 'produce-batch',
      client: 'p',
      topic: 't',
      records: [{ value: 'a' }, { value: big }, { value: 'b' }],
    },
    { do: 'segments', topic: 't' },
  ];
  let asked = 0;
  const small = await shrink(kafka, { ...written, steps }, (tries) => {
    asked++;
    return Promise.resolve(tries.map((one) => (differs(one) ? one : null)));
  });
  expect(small.steps).toEqual([
    { do: 'create-topic', topic: 't', partitions: written.steps[0]!['partitions'] },
    { do: 'open-producer', client: 'p' },
    { do: 'alter-topic', topic: 't', config: { 'retention.ms': '7' } },
    { do: 'produce-batch', client: 'p', topic: 't', records: [{ value: big }] },
    { do: 'segments', topic: 't' },
  ]);
  expect(asked).toBeLessThan(25);

  function differs({ steps }: Conversation): boolean {
    const text = JSON.stringify(steps);
    return text.includes('"retention.ms":"7"') && text.includes(`{"value":${JSON.stringify(big)}}`);
  }
});

test('a recording reads as it was written', () => {
  const { name, head, steps } = writeConversation(kafka, 'offsets', 3, SETTINGS);
  const text = recordingText(writeConversation(kafka, 'offsets', 3, SETTINGS));
  expect(JSON.parse(text)).toEqual({ ...head, name, format: 'log-trace/1', topic: 'offsets', steps });
  expect(head['settings']).toEqual({ 'log.retention.ms': '-1' });
  expect(text.split('\n').filter((line) => line.startsWith('    {"do"'))).toHaveLength(steps.length);
});
