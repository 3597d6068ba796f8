// Truths about a Redis server that need a past: where each element of a list went, and how entries came to be pending and ceased to be.

import type { RedisFact } from '../../src/engine/redis/fact.ts';
import { redisOf } from '../../src/engine/redis/state.ts';
import type { ReadonlyWorld } from '../../src/engine/world.ts';
import { lane } from './redis-commands.ts';
import type { Witness } from './trial.ts';

const NOTHING: readonly string[] = [];

const elementsOf = (world: ReadonlyWorld, key: string): readonly string[] => {
  const value = redisOf(world, lane).values[key];
  return value?.type === 'list' ? value.elements.map((one) => one.value) : [];
};

/** Follows each element, which has a value of its own, by the facts that name it; no list has what another has, or what somebody popped. */
export function inAListOrPoppedOnce(): Witness {
  const places = new Map<string, string>();
  const move = (value: string, from: string | undefined, to: string): readonly string[] => {
    const before = places.get(value);
    places.set(value, to);
    return before === from ? NOTHING : [`${value} was ${before ?? 'nowhere'}, not ${from ?? 'nowhere'}.`];
  };
  const inList = (key: string): string => `in ${key}`;
  return {
    holds: 'an entry is in the list or with one popper',
    before(world, given) {
      const fact = given as RedisFact;
      switch (fact.kind) {
        case 'elements-pushed':
          return fact.elements.flatMap(({ value }) => move(value, undefined, inList(fact.key)));
        case 'elements-popped':
          return fact.elements.flatMap(({ value }) => move(value, inList(fact.key), `with ${fact.client}`));
        case 'element-moved':
          return move(fact.element.value, inList(fact.from), inList(fact.to));
        case 'elements-removed':
          return fact.places.flatMap((n) =>
            move(elementsOf(world, fact.key)[n]!, inList(fact.key), 'removed'),
          );
        case 'list-trimmed':
          return elementsOf(world, fact.key)
            .filter((_, n) => n < fact.from || n >= fact.to)
            .flatMap((value) => move(value, inList(fact.key), 'trimmed'));
        case 'key-removed':
          return elementsOf(world, fact.key).flatMap((value) => move(value, inList(fact.key), fact.because));
        default:
          return NOTHING;
      }
    },
    rest(world) {
      const wrong: string[] = [];
      let there = 0;
      for (const key of Object.keys(redisOf(world, lane).values))
        for (const value of elementsOf(world, key)) {
          there++;
          if (places.get(value) !== inList(key))
            wrong.push(`${value} is in ${key}, not ${places.get(value)}.`);
        }
      let expected = 0;
      for (const place of places.values()) if (place.startsWith('in ')) expected++;
      if (there !== expected) wrong.push(`${expected} elements should be in lists, and ${there} are.`);
      return wrong;
    },
  };
}

/** Who each pending entry is pending for, by `key group id`. */
type Holders = Map<string, string>;

/** Follows what is pending by the facts that may change it, and compares with what the groups have. */
export function pendingByRules(): Witness {
  const known: Holders = new Map();
  const allOf = (prefix: string): string[] => [...known.keys()].filter((one) => one.startsWith(prefix));
  const follow = (fact: RedisFact): readonly string[] => {
    switch (fact.kind) {
      case 'entries-delivered':
        if (!fact.noAck)
          for (const id of fact.ids) known.set(`${fact.key} ${fact.group} ${id}`, fact.consumer);
        return NOTHING;
      case 'entry-claimed': {
        const name = `${fact.key} ${fact.group} ${fact.pending.id}`;
        const before = known.get(name) ?? null;
        known.set(name, fact.consumer);
        return before === fact.from ? NOTHING : [`${name} is claimed from ${fact.from}, not ${before}.`];
      }
      case 'entries-acknowledged':
        return fact.ids.flatMap((id) => drop(`${fact.key} ${fact.group} ${id}`, fact.kind));
      case 'pending-dropped':
        return drop(`${fact.key} ${fact.group} ${fact.id}`, fact.kind);
      case 'consumer-deleted': {
        const lost = allOf(`${fact.key} ${fact.group} `).filter((one) => known.get(one) === fact.consumer);
        for (const one of lost) known.delete(one);
        return lost.length === fact.lost
          ? NOTHING
          : [`${fact.consumer} had ${lost.length}, not ${fact.lost}.`];
      }
      case 'group-destroyed':
        for (const one of allOf(`${fact.key} ${fact.group} `)) known.delete(one);
        return NOTHING;
      case 'key-removed':
        for (const one of allOf(`${fact.key} `)) known.delete(one);
        return NOTHING;
      default:
        return NOTHING;
    }
  };
  const drop = (name: string, kind: string): readonly string[] =>
    known.delete(name) ? NOTHING : [`${name} is not pending: ${kind}.`];
  return {
    holds: 'each pending entry has exactly one consumer, and appears or goes only by a rule',
    after(world, fact) {
      if (fact.of !== 'redis') return NOTHING;
      return [...follow(fact), ...differences(world, known, fact.kind)];
    },
  };
}

function differences(
  world: ReadonlyWorld,
  known: ReadonlyMap<string, string>,
  kind: string,
): readonly string[] {
  const wrong: string[] = [];
  let count = 0;
  for (const [key, value] of Object.entries(redisOf(world, lane).values))
    if (value.type === 'stream')
      for (const { name, pending } of Object.values(value.groups))
        for (const { id, consumer } of pending) {
          count++;
          const expected = known.get(`${key} ${name} ${id}`);
          if (expected !== consumer)
            wrong.push(`${key} ${name} ${id} is pending for ${consumer} after ${kind}, not ${expected}.`);
        }
  if (count !== known.size)
    wrong.push(`${known.size} entries should be pending after ${kind}, and ${count} are.`);
  return wrong;
}
