// The tool without its broker: what it writes by seed, how it shrinks, and what it refuses.

import { expect, test, vi } from 'vitest';
import { main } from '../live.ts';
import { AREAS, areaOf, writeConversation } from './areas.ts';
import { type Conversation, type Step, withDependants } from './conversation.ts';
import { readOptions } from './options.ts';
import { recordingText } from './recording.ts';
import { shrink } from './shrink.ts';

const SETTINGS = { 'log.retention.ms': '-1', 'group.initial.rebalance.delay.ms': '0', 'node.id': '1' };
const SEEDS = Array.from({ length: 40 }, (_, seed) => seed);

test('a seed always writes the same conversation, and others others', () => {
  for (const area in AREAS) {
    const texts = SEEDS.map((seed) => recordingText(writeConversation(area, seed, SETTINGS)));
    expect(texts).toEqual(SEEDS.map((seed) => recordingText(writeConversation(area, seed, SETTINGS))));
    expect(new Set(texts).size).toBe(SEEDS.length);
  }
});

test('every area comes, and no other than those asked for', () => {
  const areas = Object.keys(AREAS);
  expect(new Set(Array.from({ length: 500 }, (_, seed) => areaOf(seed, areas)))).toEqual(new Set(areas));
  expect(SEEDS.map((seed) => areaOf(seed, ['fetch']))).toEqual(SEEDS.map(() => 'fetch'));
});

test('what a conversation uses it has made before', () => {
  for (const area in AREAS)
    for (const seed of SEEDS) {
      const { steps } = writeConversation(area, seed, SETTINGS);
      const making = steps.flatMap((step, index) =>
        /^(create-topic|open-.*)$/.test(step.do) ? [index] : [],
      );
      const gone = withDependants(steps, new Set(making));
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
  expect(withDependants(steps, new Set([0]))).toEqual(new Set([0, 2, 3]));
  expect(withDependants(steps, new Set([1]))).toEqual(new Set([1, 2, 5]));
  expect(withDependants(steps, new Set([4]))).toEqual(new Set([4, 5, 6]));
});

test('a difference is shrunk to the steps and the details that make it', async () => {
  const written = writeConversation('retention', 5, SETTINGS);
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
  const small = await shrink({ ...written, steps }, (tries) => {
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
  const { name, topic, settings, steps } = writeConversation('offsets', 3, SETTINGS);
  const text = recordingText(writeConversation('offsets', 3, SETTINGS));
  expect(JSON.parse(text)).toMatchObject({ format: 'log-trace/1', name, topic, settings, steps });
  expect(settings).toEqual({ 'log.retention.ms': '-1' });
  expect(text.split('\n').filter((line) => line.startsWith('    {"do"'))).toHaveLength(steps.length);
});

test.each([
  [[], 'takes the broker first'],
  [['rabbitmq', '--runs', '1'], 'takes the broker first'],
  [['kafka'], '--runs wants a whole number'],
  [['kafka', '--runs', 'many'], '--runs wants a whole number'],
  [['kafka', '--runs', '0'], '--runs wants a whole number'],
  [['kafka', '--runs'], '--runs wants a value'],
  [['kafka', '--runs', '1', '--fast', 'yes'], '--fast is none of'],
  [['kafka', '--runs', '1', '--areas', 'fetch,dreams'], '"dreams" is none of the areas'],
  [['kafka', '--runs', '1', '--keep', 'no/such/place'], 'There is no directory no/such/place'],
])('refuses %j', (args, sentence) => {
  expect(() => readOptions(args)).toThrow(sentence);
});

test('what is wrong with a call ends it with one sentence and code 2', async () => {
  const write = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  expect(await main(['kafka', '--runs', '1', '--brokers', 'no/such/place'])).toBe(2);
  expect(write.mock.calls).toEqual([
    [expect.stringMatching(/^There are no recorders of Kafka under .*\.\n$/)],
  ]);
  write.mockRestore();
});
