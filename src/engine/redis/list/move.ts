// Moving an element from list to list in one go: what the reliable list is built from (queues §16). The element is in one of the two
// at any time, so a client that dies leaves it where it lies.

import { seconds } from '../arguments.ts';
import { block } from '../blocking/block.ts';
import { type Call, lookUp, say, signal } from '../call.ts';
import type { Answer } from '../command.ts';
import { removeIfEmpty } from '../keyspace/keys.ts';
import type { Key } from '../of.ts';
import { endOf } from './pop.ts';
import type { End } from './state.ts';

/** LMOVE source destination LEFT | RIGHT LEFT | RIGHT: the element, or nil. */
export function move(call: Call): Answer {
  const [from, to, fromEnd, toEnd] = call.args as [string, string, string, string];
  return moved(call, from, to, endOf(fromEnd), endOf(toEnd)) ?? null;
}

/** RPOPLPUSH source destination: the older name of LMOVE … RIGHT LEFT. */
export const moveOver = (call: Call): Answer =>
  moved(call, call.args[0]!, call.args[1]!, 'right', 'left') ?? null;

/** BLMOVE source destination LEFT | RIGHT LEFT | RIGHT timeout */
export function moveOrWait(call: Call): Answer {
  const [from, to, fromEnd, toEnd, timeout] = call.args as [string, string, string, string, string];
  const ends = [endOf(fromEnd), endOf(toEnd)] as const;
  const waitMs = seconds(timeout);
  return moved(call, from, to, ...ends) ?? block(call, { type: 'list', keys: [from], waitMs });
}

/** BRPOPLPUSH source destination timeout */
export function moveOverOrWait(call: Call): Answer {
  const [from, to, timeout] = call.args as [string, string, string];
  const waitMs = seconds(timeout);
  return moved(call, from, to, 'right', 'left') ?? block(call, { type: 'list', keys: [from], waitMs });
}

/** Undefined where there is no source. */
function moved(call: Call, from: Key, to: Key, fromEnd: End, toEnd: End): string | undefined {
  const source = lookUp(call, 'list', from);
  if (!source) return undefined;
  const target = lookUp(call, 'list', to);
  const element = source.elements.at(fromEnd === 'left' ? 0 : -1)!;
  say(call, { kind: 'element-moved', client: call.client, from, fromEnd, to, toEnd, element });
  if (!target) signal(call, to);
  removeIfEmpty(call, from);
  return element.value;
}
