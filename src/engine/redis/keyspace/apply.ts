// What each fact about keys changes.

import { type Appliers, later } from '../applier.ts';
import type { KeyspaceFact } from './fact.ts';

export const keyspaceFacts: Appliers<KeyspaceFact> = {
  'key-removed'(_world, state, { key }) {
    delete state.values[key];
  },
  'expiry-set'(world, state, { lane, key, expireAt }) {
    state.values[key]!.expireAt = expireAt;
    later(world, expireAt, { of: 'redis', kind: 'expire', lane, key, at: expireAt });
  },
};
