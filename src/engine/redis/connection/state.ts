// A connection, and what it waits for while a blocking command of it has not been answered.

import type { Instant } from '../../vocabulary.ts';
import type { Key } from '../of.ts';
import type { ValueType } from '../state.ts';

export interface RedisClient {
  /** Null when it is free to send the next command. */
  wait: Wait | null;
}

/** Never changed; replaced. */
export interface Wait {
  /** The command, with what `$` meant when it came; it runs again as a whole when a key is ready. */
  readonly argv: readonly string[];
  /** The keys in whose lines it stands. */
  readonly keys: readonly Key[];
  /** What it can be served from. */
  readonly type: ValueType;
  /** It reads as a member of a group, and is told when group or key go. */
  readonly grouped: boolean;
  /** When it gives up; null: never. */
  readonly until: Instant | null;
  /** Its number among all waits of the server. */
  readonly number: number;
}
