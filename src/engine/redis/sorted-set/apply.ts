// What each fact about sorted sets changes.

import type { Appliers } from '../applier.ts';
import type { SortedSetFact } from './fact.ts';
import type { SortedSet } from './state.ts';

export const sortedSetFacts: Appliers<SortedSetFact> = {
  'member-scored'(_world, state, { key, member, place, before }) {
    const { members } = (state.values[key] ??= { type: 'zset', members: [], expireAt: null }) as SortedSet;
    if (before !== null) members.splice(before, 1);
    members.splice(place, 0, member);
  },
  'lowest-popped'(_world, state, { key, members: popped }) {
    const { members } = state.values[key] as SortedSet;
    members.splice(0, popped.length);
  },
};
