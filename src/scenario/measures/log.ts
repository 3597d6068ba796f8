// What can be measured of a log lane and the groups that read it.

import { roundOf } from '../../engine/log/group/kinds.ts';
import { recordsOf } from '../../engine/log/storage/partition.ts';
import type { Partition } from '../../engine/log/storage/state.ts';
import type { Immutable } from '../../engine/vocabulary.ts';
import type { LogLane, ReadonlyWorld } from '../../engine/world.ts';
import { type Measure, type Subjects, sum } from './kind.ts';

export function logLane(world: ReadonlyWorld, { lane }: Subjects): Immutable<LogLane> | undefined {
  const found = Object.values(world.lanes).find((one) => one.broker === 'log' && (!lane || one.id === lane));
  return found?.broker === 'log' ? found : undefined;
}

/** The partitions named by `partition`, or all of `topic`. */
function partitionsOf(world: ReadonlyWorld, args: Subjects): Immutable<Partition>[] {
  const state = logLane(world, args)?.state;
  const ids = args.partition ? [args.partition] : (state?.topics[args.topic!]?.partitions ?? []);
  return ids.flatMap((id) => state?.partitions[id] ?? []);
}

const ofPartitions =
  (read: (partition: Immutable<Partition>) => number): Measure['read'] =>
  (world, args) => {
    const partitions = partitionsOf(world, args);
    return partitions.length ? sum(partitions.map(read)) : null;
  };

const recordsIn = (world: ReadonlyWorld, args: Subjects) =>
  partitionsOf(world, args)
    .flatMap((one) => recordsOf(one).map(({ record }) => record))
    .filter(({ key }) => args.key === undefined || key === args.key);

const groupOf = (world: ReadonlyWorld, args: Subjects) => logLane(world, args)?.state.groups[args.group!];

export const logMeasures = {
  /** First offset that can be read. */
  'log.start': {
    needs: ['partition'],
    read: ofPartitions((one) => one.logStartOffset),
  },
  /** Offset the next record gets; summed over a topic. */
  'log.end': {
    needs: [],
    may: ['partition', 'topic'],
    read: ofPartitions((one) => one.logEndOffset),
  },
  /** Offsets from log start to log end; summed over a topic. */
  'log.kept': {
    needs: [],
    may: ['partition', 'topic'],
    read: ofPartitions((one) => one.logEndOffset - one.logStartOffset),
  },
  /** Segments on disk. */
  'log.segments': {
    needs: ['partition'],
    read: ofPartitions((one) => one.closed.length - one.firstSegment + 1),
  },
  /** Bytes of these segments; summed over a topic. */
  'log.bytes': {
    needs: [],
    may: ['partition', 'topic'],
    read: ofPartitions((one) => one.sizeBytes),
  },
  /** Partitions of the topic. */
  'log.partitions': {
    needs: ['topic'],
    read: (world, args) => partitionsOf(world, args).length || null,
  },
  /** Records of this partition that can be read; those with a key, where one is named. */
  'log.records': {
    needs: ['partition'],
    may: ['key'],
    read: (world, args) => recordsIn(world, args).length,
  },
  /** Those of them that have a key and no value. */
  'log.tombstones': {
    needs: ['partition'],
    may: ['key'],
    read: (world, args) =>
      recordsIn(world, args).filter(({ key, value }) => key !== null && value === null).length,
  },
  /** Partitions of the topic that ever got a record. */
  'log.used': {
    needs: ['topic'],
    read: (world, args) => partitionsOf(world, args).filter((one) => one.logEndOffset > 0).length,
  },
  /** Next offset the group resumes from. */
  'group.committed': {
    needs: ['group', 'partition'],
    read: (world, args) => groupOf(world, args)?.offsets[args.partition!]?.offset ?? null,
  },
  /** High watermark minus committed offset; summed over a topic. */
  'group.lag': {
    needs: ['group'],
    may: ['partition', 'topic'],
    read: (world, args) => {
      const offsets = groupOf(world, args)?.offsets;
      const partitions = partitionsOf(world, args).filter((one) => offsets?.[one.id] !== undefined);
      return partitions.length
        ? sum(partitions.map((one) => one.logEndOffset - offsets![one.id]!.offset))
        : null;
    },
  },
  /** Members of the group. */
  'group.members': {
    needs: ['group'],
    read: (world, args) => groupOf(world, args)?.members.length ?? null,
  },
  /** Static members of the group: those with a name of their own, `group.instance.id`. */
  'group.static': {
    needs: ['group'],
    read: (world, args) => {
      const group = groupOf(world, args);
      if (!group || group.type === 'share') return null;
      const members: readonly { readonly instanceId: string | null }[] = group.members;
      return members.filter(({ instanceId }) => instanceId !== null).length;
    },
  },
  /** Members of the group that no partition is assigned to. */
  'group.idle': {
    needs: ['group'],
    read: (world, args) => {
      const members: readonly { readonly assignment: readonly string[] }[] | undefined = groupOf(
        world,
        args,
      )?.members;
      return members?.filter(({ assignment }) => assignment.length === 0).length ?? null;
    },
  },
  /** Round of membership: generation of a classic group, epoch of a consumer group. */
  'group.generation': {
    needs: ['group'],
    read: (world, args) => {
      const group = groupOf(world, args);
      return group ? roundOf(group) : null;
    },
  },
  /** 1 while the group is Stable, else 0. */
  'group.stable': {
    needs: ['group'],
    read: (world, args) => (groupOf(world, args)?.state === 'Stable' ? 1 : 0),
  },
  /** 1 while the group has no members, else 0. */
  'group.empty': {
    needs: ['group'],
    read: (world, args) => ((groupOf(world, args)?.members.length ?? 0) === 0 ? 1 : 0),
  },
} as const satisfies Record<string, Measure>;
