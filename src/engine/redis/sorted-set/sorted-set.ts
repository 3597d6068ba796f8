// Sorted sets as priority queues: the lowest score is served first, and among equal scores the name decides, not the age
// (queues §15.10).

import type { Immutable } from '../../vocabulary.ts';
import { count, floatOf, is, isFloat, seconds } from '../arguments.ts';
import { block } from '../blocking/block.ts';
import { type Call, lookUp, say, signal } from '../call.ts';
import type { Answer } from '../command.ts';
import { refuse, SYNTAX } from '../errors.ts';
import { removeIfEmpty } from '../keyspace/keys.ts';
import type { Key } from '../of.ts';
import type { Member, SortedSet } from './state.ts';

const CONDITIONS = ['NX', 'XX', 'GT', 'LT', 'CH'];

/**
 * ZADD key [NX | XX] [GT | LT] [CH] score member…: how many are new; with CH, how many are new or have another score.
 * Redis: zaddGenericCommand in t_zset.c.
 *
 * Simplified: ZADD … INCR is left out.
 */
export function add(call: Call): Answer {
  const [key, ...rest] = call.args as [string, ...string[]];
  const first = rest.findIndex((arg) => !CONDITIONS.some((word) => is(arg, word)));
  const pairs = first < 0 ? [] : rest.slice(first);
  const wanted = new Set(rest.slice(0, rest.length - pairs.length).map((word) => word.toUpperCase()));
  if (pairs.length === 0 || pairs.length % 2 === 1) refuse(SYNTAX);
  if (wanted.has('NX') && wanted.has('XX'))
    refuse('ERR XX and NX options at the same time are not compatible');
  if ([wanted.has('NX'), wanted.has('GT'), wanted.has('LT')].filter(Boolean).length > 1)
    refuse('ERR GT, LT, and/or NX options at the same time are not compatible');
  const members: { name: string; score: number }[] = [];
  for (let at = 0; at < pairs.length; at += 2) {
    if (!isFloat(pairs[at]!)) refuse('ERR value is not a valid float');
    members.push({ name: pairs[at + 1]!, score: floatOf(pairs[at]!) });
  }
  const isNew = !lookUp(call, 'zset', key);
  let [added, changed] = [0, 0];
  for (const { name, score } of members) {
    const before = scoreOf(lookUp(call, 'zset', key), name);
    if (before === score || !mayBe(wanted, before, score)) continue;
    put(call, key, name, score);
    if (before === undefined) added++;
    else changed++;
  }
  if (isNew && added > 0) signal(call, key);
  return wanted.has('CH') ? added + changed : added;
}

function mayBe(wanted: ReadonlySet<string>, before: number | undefined, score: number): boolean {
  if (before === undefined) return !wanted.has('XX');
  if (wanted.has('NX')) return false;
  return !(wanted.has('GT') && score <= before) && !(wanted.has('LT') && score >= before);
}

function put(call: Call, key: Key, name: string, score: number): void {
  const members = lookUp(call, 'zset', key)?.members ?? [];
  const found = members.findIndex((member) => member.name === name);
  const place = members.filter(
    (one) =>
      one.name !== name && (floatOf(one.score) < score || (floatOf(one.score) === score && one.name < name)),
  ).length;
  const member = { name, score: printed(score) };
  const before = found < 0 ? null : found;
  say(call, { kind: 'member-scored', client: call.client, key, member, place, before });
}

function scoreOf(set: Immutable<SortedSet> | undefined, name: string): number | undefined {
  const member = set?.members.find((one) => one.name === name);
  return member && floatOf(member.score);
}

const printed = (score: number): string =>
  Number.isFinite(score) ? String(score) : score > 0 ? 'inf' : '-inf';

/** ZCARD key */
export const size = (call: Call): Answer => lookUp(call, 'zset', call.args[0]!)?.members.length ?? 0;

/** ZPOPMIN key [count]: member and score of each in one flat list; an empty list without a set. */
export function popLowest(call: Call): Answer {
  const [key, many, ...more] = call.args as [string, string?, ...string[]];
  if (more.length > 0) refuse(SYNTAX);
  const limit = many === undefined ? 1 : count(many);
  const set = lookUp(call, 'zset', key);
  return set ? takeLowest(call, key, set, limit).flatMap(({ name, score }) => [name, score]) : [];
}

/** BZPOPMIN key… timeout: key, member and score. */
export function popLowestOrWait(call: Call): Answer {
  const keys = call.args.slice(0, -1);
  const waitMs = seconds(call.args.at(-1)!);
  for (const key of keys) {
    const set = lookUp(call, 'zset', key);
    if (!set) continue;
    const [lowest] = takeLowest(call, key, set, 1);
    return [key, lowest!.name, lowest!.score];
  }
  return block(call, { type: 'zset', keys, waitMs });
}

function takeLowest(call: Call, key: Key, set: Immutable<SortedSet>, limit: number): readonly Member[] {
  const members = set.members.slice(0, limit);
  if (members.length === 0) return members;
  say(call, { kind: 'lowest-popped', client: call.client, key, members });
  removeIfEmpty(call, key);
  return members;
}
