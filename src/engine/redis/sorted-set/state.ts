// A sorted set: members, each once, in the order of their scores; equal scores in the order of the names. Never empty.

import type { Instant } from '../../vocabulary.ts';

export interface SortedSet {
  readonly type: 'zset';
  /** Lowest first. */
  members: Member[];
  /** When the whole key goes; null: never. */
  expireAt: Instant | null;
}

/** Never changed; replaced. */
export interface Member {
  readonly name: string;
  /** As Redis prints it, e.g. `1.5` or `inf`: worlds hold no fractions. */
  readonly score: string;
}
