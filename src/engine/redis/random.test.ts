// Random conversations with the server. After each step the invariants hold; the journal alone rebuilds the world byte for byte;
// copies taken on the way stay as they were; an element lies in one list or went with one client.

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { apply } from '../apply.ts';
import { createModels } from '../broker.ts';
import type { Fact } from '../fact.ts';
import { broken } from '../invariants.ts';
import { advance, createRun, fork, perform, worldAt } from '../run.ts';
import { copyWorld, createWorld, detachWorld, type Opening, type World } from '../world.ts';
import type { RedisCommand } from './command.ts';
import { redisModel } from './model.ts';
import { redisOf } from './state.ts';

const lane = 'redis';
const client = fc.constantFrom('c1', 'c2', 'c3', 'c4');
const list = fc.constantFrom('a', 'b');
const end = fc.constantFrom('LEFT', 'RIGHT');
const number = fc.constantFrom('0', '1', '2', '-1', '3');
const timeout = fc.constantFrom('0', '0.2', '1');
const group = fc.constantFrom('g', 'h');
const member = fc.constantFrom('m1', 'm2');
const after = fc.constantFrom('>', '>', '>', '0', '3-0');
const id = fc.constantFrom('1-0', '2-0', '3-0', '5', '9-*', '*');
const entry = fc.constantFrom('1-0', '2-0', '3-0', '5-0', '9-0', '9-1');

/** Words by a sentence with gaps. `new` stands for a value that nobody else pushed. */
const say = (sentence: string, ...gaps: fc.Arbitrary<string>[]): fc.Arbitrary<string[]> =>
  fc.tuple(...gaps).map((words) => {
    let next = 0;
    return sentence.split(' ').map((word) => (word === '_' ? words[next++]! : word));
  });

const SENTENCES: readonly (readonly [weight: number, sentence: fc.Arbitrary<string[]>])[] = [
  [8, say('LPUSH _ new new', list)],
  [3, say('RPUSH _ new', list)],
  [2, say('_ _ _', fc.constantFrom('LPOP', 'RPOP'), list, fc.constantFrom('1', '2'))],
  [6, say('_ _ _ _', fc.constantFrom('BLPOP', 'BRPOP'), list, list, timeout)],
  [3, say('LMOVE _ _ _ _', list, list, end, end)],
  [3, say('BLMOVE _ _ _ _ _', list, list, end, end, timeout)],
  [2, say('BLMPOP _ 2 a b _ COUNT 2', timeout, end)],
  [1, say('LTRIM _ _ _', list, number, number)],
  [1, say('DEL _', fc.constantFrom('a', 'b', 's', 'z'))],
  [1, say('PEXPIRE _ 300', fc.constantFrom('a', 's', 'z'))],
  [2, say('ZADD z _ _', number, member)],
  [2, say('BZPOPMIN z _', timeout)],
  [8, say('XADD s _ f v', id)],
  [2, say('XADD s MAXLEN _ * f v', fc.constantFrom('1', '3'))],
  [1, say('XTRIM s MINID _', entry)],
  [2, say('XDEL s _ _', entry, entry)],
  [3, say('XGROUP CREATE s _ _ MKSTREAM', group, fc.constantFrom('0', '$', '2-0'))],
  [1, say('XGROUP SETID s _ 0', group)],
  [1, say('XGROUP DESTROY s _', group)],
  [1, say('XGROUP DELCONSUMER s _ _', group, member)],
  [3, say('XREAD BLOCK 200 STREAMS s _', fc.constantFrom('$', '0'))],
  [6, say('XREADGROUP GROUP _ _ COUNT _ BLOCK 300 STREAMS s _', group, member, number, after)],
  [2, say('XREADGROUP GROUP _ _ NOACK STREAMS s _', group, member, after)],
  [3, say('XACK s _ _ _', group, entry, entry)],
  [2, say('XCLAIM s _ _ _ _ _ FORCE', group, member, fc.constantFrom('0', '200'), entry, entry)],
  [2, say('XAUTOCLAIM s _ _ 100 0 COUNT 1', group, member)],
  [1, say('XPENDING s _ - + 9', group)],
  [1, say('XINFO GROUPS s')],
  [1, say('SUBSCRIBE _', list)],
  [1, say('UNSUBSCRIBE')],
  [1, say('PUBLISH _ x', list)],
];

const words = fc.oneof(...SENTENCES.map(([weight, arbitrary]) => ({ weight, arbitrary })));

type Step = RedisCommand | { readonly kind: 'wait'; readonly ms: number };

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 20,
    arbitrary: fc.record({
      ...{ of: fc.constant('redis' as const), lane: fc.constant(lane), kind: fc.constant('call' as const) },
      ...{ client, argv: words },
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      ...{ of: fc.constant('redis' as const), lane: fc.constant(lane) },
      ...{ kind: fc.constant('transact' as const), client, calls: fc.array(words, { maxLength: 4 }) },
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      ...{ of: fc.constant('redis' as const), lane: fc.constant(lane) },
      ...{ kind: fc.constant('disconnect' as const), client, how: fc.constant('crashed' as const) },
    }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('wait' as const), ms: fc.constantFrom(50, 250) }) },
);

/** Gives every pushed element a value of its own. */
function numbered(steps: readonly Step[]): Step[] {
  let pushed = 0;
  const own = (argv: readonly string[]) => argv.map((word) => (word === 'new' ? `e${pushed++}` : word));
  return steps.map((one) =>
    one.kind === 'call'
      ? { ...one, argv: own(one.argv) }
      : one.kind === 'transact'
        ? { ...one, calls: one.calls.map(own) }
        : one,
  );
}

test('any conversation', () => {
  const opening: Opening = { seed: 0, epoch: 1_800_000_000_000, lanes: [{ id: lane, broker: 'redis' }] };
  const models = createModels(redisModel);
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60, size: 'max' }), (steps) => {
      const run = createRun(opening, models);
      const kept: { world: World; text: string; position: number }[] = [];
      for (const [index, one] of numbered(steps).entries()) {
        if (one.kind === 'wait') advance(run, run.world.now + one.ms);
        else perform(run, one);
        expect(broken(run.world)).toEqual([]);
        expectOnePlace(run.world, [...run.journal]);
        if (index % 7 !== 0) continue;
        const world = (index % 2 === 0 ? copyWorld : detachWorld)(run.world, models);
        kept.push({
          world,
          text: JSON.stringify(copyWorld(run.world, models)),
          position: run.journal.length,
        });
      }
      const text = JSON.stringify(run.world);
      const again = createWorld(opening, models);
      for (const fact of JSON.parse(JSON.stringify(run.journal)) as typeof run.journal)
        apply(again, fact, models);
      expect(JSON.stringify(again)).toBe(text);

      // looking back, and another future, leave everything as it was
      const other = fork(run, run.steps.count >> 1);
      for (const one of steps) if (one.kind !== 'wait') perform(other, one);
      for (const { world, text: before, position } of kept) {
        expect(seen(world)).toBe(seen(JSON.parse(before) as World));
        expect(seen(worldAt(run, position) as World)).toBe(seen(world));
      }
      expect(JSON.stringify(run.world)).toBe(text);
    }),
    { numRuns: 300 },
  );
});

/** An element lies in one list, or was popped once. */
function expectOnePlace(world: World, journal: readonly Fact[]): void {
  const lying = Object.values(redisOf(world, lane).values).flatMap((value) =>
    value.type === 'list' ? value.elements : [],
  );
  const popped = journal.flatMap((fact) => (fact.kind === 'elements-popped' ? fact.elements : []));
  const values = [...lying, ...popped].map(({ value }) => value);
  expect(new Set(values).size).toBe(values.length);
}

/** A world's text, with of each store only what this world may see. */
const seen = (world: World): string =>
  JSON.stringify(world, (_, value: unknown) => {
    if (typeof value !== 'object' || value === null || !('items' in value) || !('length' in value))
      return value;
    const { items, length } = value as { items: unknown[]; length: number };
    return items.slice(0, length);
  });
