// Parts of lists: reading them, cutting the rest off, and removing by value.

import { integer } from '../arguments.ts';
import { type Call, lookUp, say } from '../call.ts';
import type { Answer } from '../command.ts';
import { removeIfEmpty } from '../keyspace/keys.ts';
import { sendsOf } from '../of.ts';

/** LRANGE key start stop: from place to place, both included; negative places count from the right end. */
export function range(call: Call): Answer {
  const [key, start, stop] = call.args as [string, string, string];
  const places = [integer(start), integer(stop)] as const;
  const elements = lookUp(call, 'list', key)?.elements ?? [];
  const [from, to] = bounds(...places, elements.length);
  return elements.slice(from, to).map(({ value }) => value);
}

/** LTRIM key start stop: keeps what LRANGE would show, and nothing else. */
export function trim(call: Call): Answer {
  const [key, start, stop] = call.args as [string, string, string];
  const places = [integer(start), integer(stop)] as const;
  const list = lookUp(call, 'list', key);
  if (!list) return 'OK';
  const [from, to] = bounds(...places, list.elements.length);
  if (to - from < list.elements.length) {
    const gone = sendsOf(list.elements.filter((_, place) => place < from || place >= to));
    say(call, { kind: 'list-trimmed', client: call.client, key, from, to, gone });
    removeIfEmpty(call, key);
  }
  return 'OK';
}

/** Where a range begins, and before which place it ends. */
function bounds(start: number, stop: number, length: number): readonly [number, number] {
  const from = Math.max(0, start < 0 ? start + length : start);
  const to = Math.min(length, (stop < 0 ? stop + length : stop) + 1);
  return from < to ? [from, to] : [0, 0];
}

/** LREM key count element: the first so many equal ones, from the right end if negative, all if 0. Answers how many. */
export function removeEqual(call: Call): Answer {
  const [key, count, value] = call.args as [string, string, string];
  const wanted = integer(count);
  const places: number[] = [];
  const list = lookUp(call, 'list', key);
  list?.elements.forEach((element, place) => {
    if (element.value === value) places.push(place);
  });
  const some = wanted > 0 ? places.slice(0, wanted) : wanted < 0 ? places.slice(wanted) : places;
  if (some.length === 0) return 0;
  const gone = sendsOf(some.map((place) => list!.elements[place]!));
  say(call, { kind: 'elements-removed', client: call.client, key, places: some, gone });
  removeIfEmpty(call, key);
  return some.length;
}
