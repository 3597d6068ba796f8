// What can be measured of a Redis lane.

import type { Immutable } from '../../engine/vocabulary.ts';
import type { ReadonlyWorld, RedisLane } from '../../engine/world.ts';
import type { Measure, Subjects } from './kind.ts';

function valueOf(
  world: ReadonlyWorld,
  { lane, list, stream }: Subjects,
): Immutable<RedisLane>['state']['values'][string] | undefined {
  const found = Object.values(world.lanes).find(
    (one) => one.broker === 'redis' && (!lane || one.id === lane),
  );
  return found?.broker === 'redis' ? found.state.values[(list ?? stream)!] : undefined;
}

export const redisMeasures = {
  /** Elements of the list; a list that is empty is no more. */
  'list.length': {
    needs: ['list'],
    read: (world, args) => {
      const value = valueOf(world, args);
      return value?.type === 'list' ? value.elements.length : 0;
    },
  },
  /** Entries that lie in the stream. */
  'stream.length': {
    needs: ['stream'],
    read: (world, args) => {
      const value = valueOf(world, args);
      return value?.type === 'stream' ? value.length : 0;
    },
  },
  /** Entries handed to the group, or to one of its workers, and not acknowledged. */
  'stream.pending': {
    needs: ['stream', 'group'],
    may: ['worker'],
    read: (world, args) => {
      const value = valueOf(world, args);
      const group = value?.type === 'stream' ? value.groups[args.group!] : undefined;
      return group
        ? group.pending.filter(({ consumer }) => args.worker === undefined || consumer === args.worker).length
        : null;
    },
  },
} as const satisfies Record<string, Measure>;
