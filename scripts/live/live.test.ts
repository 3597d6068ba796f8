// The tool without its broker: what it writes by seed, and what it refuses.

import { expect, test, vi } from 'vitest';
import { main } from '../live.ts';
import { areaOf, writeConversation } from './areas.ts';
import { BROKERS, readOptions } from './options.ts';
import { recordingText } from './recording.ts';

const SEEDS = Array.from({ length: 40 }, (_, seed) => seed);

test.each(Object.values(BROKERS))('$name: a seed always writes the same, and others others', (broker) => {
  for (const area in broker.areas) {
    const texts = SEEDS.map((seed) => recordingText(writeConversation(broker, area, seed, {})));
    expect(texts).toEqual(SEEDS.map((seed) => recordingText(writeConversation(broker, area, seed, {}))));
    expect(new Set(texts).size).toBe(SEEDS.length);
  }
});

test.each(Object.values(BROKERS))('$name: every area comes, and no other than those asked for', (broker) => {
  const areas = Object.keys(broker.areas);
  const written = Array.from({ length: 500 }, (_, seed) => areaOf(broker, seed, areas));
  expect(new Set(written)).toEqual(new Set(areas));
  const [one] = areas;
  expect(SEEDS.map((seed) => areaOf(broker, seed, [one!]))).toEqual(SEEDS.map(() => one));
});

test.each([
  [[], 'takes the broker first'],
  [['nats', '--runs', '1'], 'takes the broker first'],
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
