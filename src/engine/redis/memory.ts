// How much memory the server counts as used, for the limit of `maxmemory`.

import type { ReadonlyRedisState, Value } from './state.ts';
import type { Immutable } from '../vocabulary.ts';

/** What a server without any data uses that has been up for a while. Redis: `used_memory` of INFO. */
const IDLE_BYTES = 2 * 1024 * 1024;

/**
 * Simplified: used memory is two mebibytes for the server and the length of what is stored, without overhead; the policy is
 * noeviction.
 */
export function usedBytes(state: ReadonlyRedisState): number {
  let bytes = IDLE_BYTES;
  for (const key in state.values) bytes += key.length + sizeOf(state.values[key]!);
  return bytes;
}

function sizeOf(value: Immutable<Value>): number {
  const sum = (lengths: readonly number[]): number => lengths.reduce((all, one) => all + one, 0);
  switch (value.type) {
    case 'list':
      return sum(value.elements.map((element) => element.value.length));
    case 'zset':
      return sum(value.members.map(({ name, score }) => name.length + score.length));
    case 'stream': {
      let bytes = 0;
      for (let index = value.first; index < value.entries.length; index++)
        if (!value.holes[index]) bytes += sum(value.entries.items[index]!.fields.map(({ length }) => length));
      return bytes;
    }
  }
}
