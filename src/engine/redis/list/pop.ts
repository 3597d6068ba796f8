// Taking elements out of lists for good, with and without waiting for them. There is no ack and no way back: what was popped lives
// in its client alone (queues §14.7).

import type { Immutable } from '../../vocabulary.ts';
import { count, integerFrom, is, seconds } from '../arguments.ts';
import { block } from '../blocking/block.ts';
import { type Call, lookUp, say } from '../call.ts';
import type { Answer } from '../command.ts';
import { refuse, SYNTAX, wrongNumber } from '../errors.ts';
import { removeIfEmpty } from '../keyspace/keys.ts';
import type { Key } from '../of.ts';
import type { End, List } from './state.ts';

/** LPOP, RPOP key [count]: one, or a list of up to so many in the order of popping; nil without a list. */
export function pop(call: Call, end: End): Answer {
  const [key, many, ...more] = call.args as [string, string?, ...string[]];
  if (more.length > 0) refuse(wrongNumber(call.argv[0]!.toLowerCase()));
  const limit = many === undefined ? null : count(many);
  const list = lookUp(call, 'list', key);
  if (!list) return null;
  const values = takeFrom(call, key, list, end, limit ?? 1);
  return limit === null ? values[0]! : values;
}

/** BLPOP, BRPOP key… timeout: the first that has one, in the order of the command; waits if none has. */
export function popOrWait(call: Call, end: End): Answer {
  const keys = call.args.slice(0, -1);
  const waitMs = seconds(call.args.at(-1)!);
  for (const key of keys) {
    const list = lookUp(call, 'list', key);
    if (list) return [key, takeFrom(call, key, list, end, 1)[0]!];
  }
  return block(call, { type: 'list', keys, waitMs });
}

/** LMPOP numkeys key… LEFT | RIGHT [COUNT n]: up to n from the first list that there is, nil if there is none. */
export const popFromFirst = (call: Call): Answer => popWhere(call, wantedFrom(call.args)) ?? null;

/** BLMPOP timeout numkeys key… LEFT | RIGHT [COUNT n]: takes what is there and waits for no more than the first. */
export function popFromFirstOrWait(call: Call): Answer {
  const wanted = wantedFrom(call.args.slice(1));
  const waitMs = seconds(call.args[0]!);
  return popWhere(call, wanted) ?? block(call, { type: 'list', keys: wanted.keys, waitMs });
}

interface Wanted {
  readonly keys: readonly Key[];
  readonly end: End;
  readonly limit: number;
}

function wantedFrom([numkeys, ...rest]: readonly string[]): Wanted {
  const size = integerFrom(1, numkeys!, 'ERR numkeys should be greater than 0');
  const end = endOf(rest[size]);
  const [option, many, ...more] = rest.slice(size + 1);
  if (option === undefined) return { keys: rest.slice(0, size), end, limit: 1 };
  if (!is(option, 'COUNT') || many === undefined) refuse(SYNTAX);
  const limit = integerFrom(1, many, 'ERR count should be greater than 0');
  if (more.length > 0) refuse(SYNTAX);
  return { keys: rest.slice(0, size), end, limit };
}

function popWhere(call: Call, { keys, end, limit }: Wanted): Answer | undefined {
  for (const key of keys) {
    const list = lookUp(call, 'list', key);
    if (list) return [key, takeFrom(call, key, list, end, limit)];
  }
  return undefined;
}

/** LEFT or RIGHT. */
export function endOf(text: string | undefined): End {
  if (is(text, 'LEFT')) return 'left';
  return is(text, 'RIGHT') ? 'right' : refuse(SYNTAX);
}

/** Takes up to `limit` elements and gives their values in the order of popping. */
function takeFrom(call: Call, key: Key, list: Immutable<List>, end: End, limit: number): string[] {
  if (limit === 0) return [];
  const elements = end === 'left' ? list.elements.slice(0, limit) : list.elements.slice(-limit).reverse();
  say(call, { kind: 'elements-popped', client: call.client, key, end, elements });
  removeIfEmpty(call, key);
  return elements.map(({ value }) => value);
}
