// What clients of a Redis may ask in a random conversation, as sentences with gaps.

import fc from 'fast-check';
import { redisOf } from '../../src/engine/redis/state.ts';
import type { ReadonlyWorld } from '../../src/engine/world.ts';
import type { Deed } from './trial.ts';

export const lane = 'redis';

const CLIENTS = ['c1', 'c2', 'c3', 'c4'];
const client = fc.constantFrom(...CLIENTS);
const list = fc.constantFrom('a', 'a', 'b');
const end = fc.constantFrom('LEFT', 'RIGHT');
const number = fc.constantFrom('0', '1', '2', '-1', '3');
const count = fc.constantFrom('1', '2', '3');
const timeout = fc.constantFrom('0', '0.2', '1');
const group = fc.constantFrom('g', 'g', 'h');
const member = fc.constantFrom('m1', 'm2');
const after = fc.constantFrom('>', '>', '>', '0', '3-0');
const id = fc.constantFrom('*', '*', '*', '1-0', '3-0', '9-*');
const entry = fc.constantFrom('entry', 'entry', 'entry', 'entry', '3-0');

/**
 * Words by a sentence with gaps. `new` stands for a value that nobody else pushed, `there` for one that lies in a list, `entry` for the
 * id of an entry.
 */
const say = (sentence: string, ...gaps: fc.Arbitrary<string>[]): fc.Arbitrary<string[]> =>
  fc.tuple(...gaps).map((words) => {
    let next = 0;
    return sentence.split(' ').map((word) => (word === '_' ? words[next++]! : word));
  });

const SENTENCES: readonly (readonly [weight: number, sentence: fc.Arbitrary<string[]>])[] = [
  [8, say('LPUSH _ new new', list)],
  [3, say('RPUSH _ new', list)],
  [4, say('_ _ _', fc.constantFrom('LPOP', 'RPOP'), list, count)],
  [7, say('_ _ _ _', fc.constantFrom('BLPOP', 'BRPOP'), list, list, timeout)],
  [4, say('LMOVE _ _ _ _', list, list, end, end)],
  [4, say('BLMOVE _ _ _ _ _', list, list, end, end, timeout)],
  [2, say('BLMPOP _ 2 a b _ COUNT 2', timeout, end)],
  [3, say('LREM _ _ there', list, number)],
  [2, say('LTRIM _ _ _', list, number, number)],
  [1, say('LRANGE _ 0 -1', list)],
  [1, say('DEL _', fc.constantFrom('a', 'b', 's', 'z'))],
  [1, say('PEXPIRE _ 300', fc.constantFrom('a', 's', 'z'))],
  [2, say('ZADD z _ _', number, member)],
  [2, say('BZPOPMIN z _', timeout)],
  [10, say('XADD s _ f v', id)],
  [1, say('XADD s MAXLEN _ * f v', fc.constantFrom('1', '3'))],
  [1, say('XTRIM s MINID _', entry)],
  [2, say('XDEL s _ _', entry, entry)],
  [4, say('XGROUP CREATE s _ _ MKSTREAM', group, fc.constantFrom('0', '$', '2-0'))],
  [2, say('XGROUP SETID s _ 0', group)],
  [1, say('XGROUP DESTROY s _', group)],
  [2, say('XGROUP DELCONSUMER s _ _', group, member)],
  [2, say('XREAD BLOCK 200 STREAMS s _', fc.constantFrom('$', '0'))],
  [12, say('XREADGROUP GROUP _ _ COUNT _ BLOCK 300 STREAMS s _', group, member, count, after)],
  [2, say('XREADGROUP GROUP _ _ NOACK STREAMS s _', group, member, after)],
  [6, say('XACK s _ _ _', group, entry, entry)],
  [4, say('XCLAIM s _ _ _ _ _ FORCE', group, member, fc.constantFrom('0', '200'), entry, entry)],
  [2, say('XCLAIM s _ _ 0 _ JUSTID', group, member, entry)],
  [3, say('XAUTOCLAIM s _ _ 100 0 COUNT 2', group, member)],
  [1, say('XPENDING s _ - + 9', group)],
  [1, say('XINFO GROUPS s')],
  [1, say('SUBSCRIBE _', list)],
  [1, say('UNSUBSCRIBE')],
  [1, say('PUBLISH _ x', list)],
];

const words = fc.oneof(...SENTENCES.map(([weight, arbitrary]) => ({ weight, arbitrary })));

/** A client asks one thing, or several at once; it crashes; or so many milliseconds pass. `pick` says of which of those that are there. */
export interface Wish {
  readonly asked: readonly string[] | readonly (readonly string[])[] | 'crash' | number;
  readonly client: string;
  readonly pick: number;
}

export const wish: fc.Arbitrary<Wish> = fc.record({
  asked: fc.oneof(
    { weight: 24, arbitrary: words },
    { weight: 2, arbitrary: fc.array(words, { minLength: 2, maxLength: 4 }) },
    { weight: 1, arbitrary: fc.constant('crash' as const) },
    { weight: 2, arbitrary: fc.constantFrom(50, 250) },
  ),
  client,
  pick: fc.nat(99),
});

const MOST_PUSHED = 8;

/** Who waits is not asked a second thing, but one time in ten. `said`: how many wishes there were before. */
export function deedsOf(
  world: ReadonlyWorld,
  { asked, client: wanted, pick }: Wish,
  said: number,
): readonly Deed[] {
  if (typeof asked === 'number') return [asked];
  const { clients } = redisOf(world, lane);
  const free = pick % 10 === 0 ? wanted : CLIENTS.find((one) => !clients[one]?.wait);
  const name = asked !== 'crash' && clients[wanted]?.wait && free ? free : wanted;
  const common = { of: 'redis', lane, client: name } as const;
  if (asked === 'crash') return [{ ...common, kind: 'disconnect', how: 'crashed' }];
  // nothing that is asked at once pushes more than this
  const filled = fillerOf(world, pick, said * MOST_PUSHED);
  if (asked[0] === 'XREADGROUP' && pick % 10 !== 0 && !groupsOf(world).includes(asked[2] as string)) {
    const create = ['XGROUP', 'CREATE', 's', asked[2] as string, '0', 'MKSTREAM'];
    return [
      { ...common, kind: 'call', argv: create },
      { ...common, kind: 'call', argv: (asked as readonly string[]).map(filled) },
    ];
  }
  return typeof asked[0] === 'string'
    ? [{ ...common, kind: 'call', argv: (asked as readonly string[]).map(filled) }]
    : [
        {
          ...common,
          kind: 'transact',
          calls: (asked as readonly (readonly string[])[]).map((one) => one.map(filled)),
        },
      ];
}

function groupsOf(world: ReadonlyWorld): readonly string[] {
  const stream = redisOf(world, lane).values['s'];
  return stream?.type === 'stream' ? Object.keys(stream.groups) : [];
}

/** Words as they are, but for those that stand for something. */
function fillerOf(world: ReadonlyWorld, pick: number, pushed: number): (word: string) => string {
  const { values } = redisOf(world, lane);
  const lists = Object.values(values).flatMap((value) => (value.type === 'list' ? value.elements : []));
  const stream = values['s']?.type === 'stream' ? values['s'] : undefined;
  let [nth, next] = [pick, pushed];
  return (word) => {
    switch (word) {
      case 'new':
        return `e${next++}`;
      case 'there':
        return lists.length > 0 ? lists[nth++ % lists.length]!.value : 'none';
      case 'entry': {
        const length = stream?.entries.length ?? 0;
        return length > 0 ? stream!.entries.items[nth++ % length]!.id : '3-0';
      }
      default:
        return word;
    }
  };
}

export const opening: readonly Wish[] = [
  ...['XGROUP CREATE s g 0 MKSTREAM', 'XADD s * f v', 'XADD s * f v', 'LPUSH a new new'],
].map((words) => ({ asked: words.split(' '), client: 'c1', pick: 0 }));
