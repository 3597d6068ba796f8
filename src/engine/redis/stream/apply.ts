// What each fact about streams changes, their groups aside.

import { append, createStore } from '../../store.ts';
import type { Appliers } from '../applier.ts';
import type { Key } from '../of.ts';
import type { RedisState } from '../state.ts';
import type { StreamFact } from './fact.ts';
import { FIRST_ID } from './id.ts';
import type { Stream } from './state.ts';

export const streamFacts: Appliers<StreamFact> = {
  'stream-created'(_world, state, { key }) {
    state.values[key] = {
      type: 'stream',
      entries: createStore(),
      first: 0,
      holes: {},
      length: 0,
      lastId: FIRST_ID,
      maxDeletedId: FIRST_ID,
      groups: {},
      expireAt: null,
    };
  },
  'entry-added'(_world, state, { key, entry }) {
    const stream = streamAt(state, key);
    append(stream.entries, entry);
    stream.length++;
    stream.lastId = entry.id;
  },
  'entries-deleted'(_world, state, { key, indexes, maxDeletedId }) {
    const stream = streamAt(state, key);
    for (const index of indexes) stream.holes[index] = true;
    stream.length -= indexes.length;
    stream.maxDeletedId = maxDeletedId;
    passHoles(stream);
  },
  'stream-trimmed'(_world, state, { key, removed, first }) {
    const stream = streamAt(state, key);
    for (let index = stream.first; index < first; index++) delete stream.holes[index];
    stream.first = first;
    stream.length -= removed;
    passHoles(stream);
  },
};

export const streamAt = (state: RedisState, key: Key): Stream => state.values[key] as Stream;

/** Holes at the beginning are no holes: the stream begins later. */
function passHoles(stream: Stream): void {
  for (; stream.holes[stream.first]; stream.first++) delete stream.holes[stream.first];
}
