// How a Redis lane begins, and how it is copied for checkpoints and forks. Elements, entries, members and what is pending are never
// changed, so copies share them; the storage of a stream is shared as a whole.

import { mapped } from '../clients/copies.ts';
import { detach, share, type Store } from '../store.ts';
import type { Group } from './group/state.ts';
import type { RedisState, Value } from './state.ts';

/**
 * A server that just came up, without any key. `maxmemory` is a number of bytes, or text with a unit, such as `2mb`.
 * @throws if it is none.
 */
export const createRedisState = (settings: object): RedisState => ({
  settings: { maxmemory: bytesFrom(settings) },
  values: {},
  clients: {},
  lines: {},
  waits: 0,
  subscriptions: [],
});

const UNITS: Readonly<Record<string, number>> = {
  '': 1,
  b: 1,
  ...{ k: 1000, m: 1_000_000, g: 1_000_000_000 },
  ...{ kb: 1024, mb: 1_048_576, gb: 1_073_741_824 },
};

/** Redis: memtoull in util.c. */
function bytesFrom({ maxmemory = 0 }: { maxmemory?: string | number }): number {
  const [, digits, unit] = /^(\d+)([a-z]*)$/i.exec(String(maxmemory)) ?? [];
  const factor = UNITS[unit?.toLowerCase() ?? 'none'];
  if (factor === undefined) throw new Error(`maxmemory cannot be "${maxmemory}".`);
  return Number(digits) * factor;
}

type View = <Item>(store: Store<Item>) => Store<Item>;

/** Shares the storage of streams. */
export const copyRedisState = (state: RedisState): RedisState => copyWith(state, share);

/** Storage of its own for streams. */
export const detachRedisState = (state: RedisState): RedisState => copyWith(state, detach);

const copyWith = (state: RedisState, view: View): RedisState => ({
  ...state,
  values: mapped(state.values, (value) => copyValue(value, view)),
  clients: mapped(state.clients, (client) => ({ ...client })),
  lines: mapped(state.lines, (line) => line.slice()),
  subscriptions: state.subscriptions.slice(),
});

function copyValue(value: Value, view: View): Value {
  switch (value.type) {
    case 'list':
      return { ...value, elements: value.elements.slice() };
    case 'zset':
      return { ...value, members: value.members.slice() };
    case 'stream':
      return {
        ...value,
        entries: view(value.entries),
        holes: { ...value.holes },
        groups: mapped(value.groups, copyGroup),
      };
  }
}

const copyGroup = (group: Group): Group => ({
  ...group,
  consumers: mapped(group.consumers, (consumer) => ({ ...consumer })),
  pending: group.pending.slice(),
});
