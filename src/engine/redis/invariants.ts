// Truths about a Redis lane that hold between two steps, whatever happened.

import { compareIds } from './stream/id.ts';
import type { Immutable } from '../vocabulary.ts';
import type { ReadonlyGroup } from './group/group.ts';
import type { ReadonlyRedisState, Value } from './state.ts';
import { entryAt, type ReadonlyStream } from './stream/entries.ts';

/** Sentences about what is wrong; none in a sound state. */
export function brokenRedisState(state: ReadonlyRedisState): string[] {
  return [
    ...Object.entries(state.values).flatMap(([key, value]) => brokenValue(key, value)),
    ...brokenLines(state),
    ...state.subscriptions
      .filter(({ client }) => !state.clients[client])
      .map(({ client }) => `${client} listens without a connection.`),
  ];
}

function brokenValue(key: string, value: Immutable<Value>): string[] {
  switch (value.type) {
    case 'list':
      return value.elements.length > 0 ? [] : [`${key}: an empty list is there.`];
    case 'zset': {
      const names = new Set(value.members.map(({ name }) => name));
      return [
        ...(names.size > 0 ? [] : [`${key}: an empty sorted set is there.`]),
        ...(names.size === value.members.length ? [] : [`${key}: a member is there twice.`]),
      ];
    }
    case 'stream':
      return brokenStream(key, value);
  }
}

function brokenStream(key: string, stream: ReadonlyStream): string[] {
  const wrong: string[] = [];
  const { entries, first, holes, length, lastId, groups } = stream;
  const ids = entries.items.slice(0, entries.length).map(({ id }) => id);
  let there = 0;
  for (let index = first; index < entries.length; index++) if (entryAt(stream, index)) there++;
  if (there !== length) wrong.push(`${key}: its entries are miscounted.`);
  if (!ascends(ids)) wrong.push(`${key}: its ids do not grow.`);
  if (ids.length > 0 && ids.at(-1) !== lastId) wrong.push(`${key}: its last id is another's.`);
  if (Object.keys(holes).some((index) => Number(index) <= first || Number(index) >= entries.length))
    wrong.push(`${key}: a hole is where nothing is.`);
  return [...wrong, ...Object.values(groups).flatMap((group) => brokenGroup(`${key} ${group.name}`, group))];
}

/** Each pending entry has exactly one consumer, which is there. */
function brokenGroup(name: string, { pending, consumers }: ReadonlyGroup): string[] {
  return [
    ...(ascends(pending.map(({ id }) => id)) ? [] : [`${name}: an entry is pending twice, or out of order.`]),
    ...pending
      .filter(({ consumer }) => !consumers[consumer])
      .map(({ id, consumer }) => `${name}: ${id} is pending for ${consumer}, who is not there.`),
  ];
}

const ascends = (ids: readonly string[]): boolean =>
  ids.every((id, index) => index === 0 || compareIds(ids[index - 1]!, id) < 0);

function brokenLines(state: ReadonlyRedisState): string[] {
  const wrong: string[] = [];
  for (const [key, line] of Object.entries(state.lines)) {
    if (line.length === 0) wrong.push(`${key}: nobody stands in its line.`);
    if (new Set(line).size !== line.length) wrong.push(`${key}: somebody stands in its line twice.`);
    for (const client of line)
      if (!state.clients[client]?.wait?.keys.includes(key))
        wrong.push(`${key}: ${client} does not wait for it.`);
  }
  for (const [client, { wait }] of Object.entries(state.clients))
    for (const key of wait?.keys ?? [])
      if (!state.lines[key]?.includes(client)) wrong.push(`${client} waits for ${key} outside its line.`);
  // nobody waits beside what he waits for
  for (const [key, line] of Object.entries(state.lines)) {
    const type = state.values[key]?.type;
    if (type === 'list' || type === 'zset')
      for (const client of line)
        if (state.clients[client]?.wait?.type === type)
          wrong.push(`${client} waits beside what lies in ${key}.`);
  }
  return wrong;
}
