// The tool without its broker: what it writes by seed, and what it refuses.

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
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
  [['rabbitmq', '--runs', '1', '--areas', 'fetch'], '"fetch" is none of the areas routing, classic'],
  [['redis', '--runs', '1', '--address', 'here'], '--address wants HOST:PORT'],
  [['redis', '--runs', '1', '--threads', '2'], '--threads can only be 1'],
  [['kafka', '--runs', '1', '--keep', 'no/such/place'], 'There is no directory no/such/place'],
])('refuses %j', (args, sentence) => {
  expect(() => readOptions(args)).toThrow(sentence);
});

test('what is wrong with a call ends it with one sentence and code 2', async () => {
  const write = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  expect(await main(['kafka', '--runs', '1', '--brokers', 'no/such/place'])).toBe(2);
  expect(await main(['redis', '--runs', '1', '--brokers', 'no/such/place'])).toBe(2);
  expect(write.mock.calls).toEqual([
    [expect.stringMatching(/^There are no recorders of Kafka under .*\.\n$/)],
    [expect.stringMatching(/^There are no recorders of Redis under .*\.\n$/)],
  ]);
  write.mockRestore();
});

test('a broker that is not there ends it with one sentence and code 2', async () => {
  const tools = mkdtempSync(join(tmpdir(), 'tools-'));
  for (const file of ['ask-rabbitmq.mjs', 'ask-redis.mjs', 'package.json'])
    writeFileSync(join(tools, file), '');
  const write = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  const said = vi.spyOn(process.stdout, 'write').mockReturnValue(true);
  const args = ['--runs', '1', '--brokers', tools, '--address', '127.0.0.1:1'];
  expect(await main(['rabbitmq', ...args])).toBe(2);
  expect(await main(['redis', ...args])).toBe(2);
  expect(write.mock.calls).toEqual([
    ['RabbitMQ does not answer at 127.0.0.1:1; say where with --address HOST:PORT.\n'],
    ['Redis does not answer at 127.0.0.1:1; say where with --address HOST:PORT.\n'],
  ]);
  write.mockRestore();
  said.mockRestore();
  rmSync(tools, { recursive: true });
});
