// What each fact about lists changes.

import type { Appliers } from '../applier.ts';
import type { Key } from '../of.ts';
import type { RedisState } from '../state.ts';
import type { ListFact } from './fact.ts';
import type { Element, End, List } from './state.ts';

export const listFacts: Appliers<ListFact> = {
  'elements-pushed'(_world, state, { key, end, elements }) {
    push(state, key, end, elements);
  },
  'elements-popped'(_world, state, { key, end, elements }) {
    const list = listAt(state, key);
    if (end === 'right') list.elements.length -= elements.length;
    else list.elements.splice(0, elements.length);
  },
  'element-moved'(_world, state, { from, fromEnd, to, toEnd, element }) {
    const { elements } = listAt(state, from);
    if (fromEnd === 'right') elements.pop();
    else elements.shift();
    push(state, to, toEnd, [element]);
  },
  'elements-removed'(_world, state, { key, places }) {
    const list = listAt(state, key);
    const gone = new Set(places);
    list.elements = list.elements.filter((_, place) => !gone.has(place));
  },
  'list-trimmed'(_world, state, { key, from, to }) {
    const list = listAt(state, key);
    list.elements = list.elements.slice(from, to);
  },
};

const listAt = (state: RedisState, key: Key): List => state.values[key] as List;

function push(state: RedisState, key: Key, end: End, added: readonly Element[]): void {
  const { elements } = (state.values[key] ??= { type: 'list', elements: [], expireAt: null }) as List;
  for (const element of added)
    if (end === 'right') elements.push(element);
    else elements.unshift(element);
}
