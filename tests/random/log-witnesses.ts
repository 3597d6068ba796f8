// Truths about logs and groups that need a past: what stands at each offset, who owned what, and how bookmarks came and went.

import type { LogFact } from '../../src/engine/log/fact.ts';
import type { Group } from '../../src/engine/log/group/state.ts';
import { logOf } from '../../src/engine/log/reading.ts';
import { offsetOf } from '../../src/engine/log/storage/batch.ts';
import { lastStableOffset, recordsOf, segmentsOf } from '../../src/engine/log/storage/partition.ts';
import type { Batch, LogRecord } from '../../src/engine/log/storage/state.ts';
import { isAborted } from '../../src/engine/log/transaction/visibility.ts';
import { identityOf } from '../../src/engine/payload.ts';
import { itemsOf } from '../../src/engine/store.ts';
import type { Immutable } from '../../src/engine/vocabulary.ts';
import type { ReadonlyWorld } from '../../src/engine/world.ts';
import { lane } from './log-commands.ts';
import type { Witness } from './trial.ts';

const NOTHING: readonly string[] = [];

/** Each partition under a name that a topic created again does not get again. */
const partitionsOf = (world: ReadonlyWorld) => {
  const { partitions, topics } = logOf(world, lane);
  return Object.values(partitions).map(
    (partition) => [`${partition.id} of topic ${topics[partition.topic]!.id}`, partition] as const,
  );
};

/** Every record that was ever seen there, by its offset. */
type Records = Map<number, Immutable<LogRecord>>;

/** Remembers records, and holds that nobody finds another one in their place. */
export function offsetsKeepTheirRecords(): Witness {
  const seen = new Map<string, Records>();
  return {
    holds: 'an offset never changes its record',
    rest: (world) =>
      partitionsOf(world).flatMap(([name, partition]) => {
        const records = recordsIn(seen, name);
        return recordsOf(partition).flatMap(({ offset, record }) => {
          const before = records.get(offset);
          records.set(offset, record);
          return before === undefined || JSON.stringify(before) === JSON.stringify(record)
            ? NOTHING
            : [`${name} has another record at ${offset}.`];
        });
      }),
  };
}

function recordsIn(seen: Map<string, Records>, name: string): Records {
  const records = seen.get(name) ?? (new Map() as Records);
  seen.set(name, records);
  return records;
}

/** A record, and the batch that it came in. */
interface Written {
  readonly record: Immutable<LogRecord>;
  readonly batch: Immutable<Batch>;
}

/** A tombstone may go, and whatever lies before the log start; what was aborted is nobody's value. */
export function lastValuesStay(): Witness {
  const seen = new Map<string, Map<number, Written>>();
  return {
    holds: 'compaction keeps the last value of each key',
    rest: (world) =>
      partitionsOf(world).flatMap(([name, partition]) => {
        const records = seen.get(name) ?? new Map<number, Written>();
        seen.set(name, records);
        const there = new Set<number>();
        for (const batch of segmentsOf(partition).flatMap(({ batches }) => itemsOf(batches)))
          batch.records.forEach((record, n) => {
            records.set(offsetOf(batch, n), { record, batch });
            there.add(offsetOf(batch, n));
          });
        const producers = logOf(world, lane).transactions?.logs[partition.id];
        const last = new Map<string, number>();
        for (const [offset, { record, batch }] of records) {
          const { key } = record;
          if (key !== null && !isAborted(producers, batch))
            last.set(identityOf(key), Math.max(offset, last.get(identityOf(key)) ?? 0));
        }
        return [...last]
          .filter(([, offset]) => offset >= partition.logStartOffset && !there.has(offset))
          .filter(([, offset]) => records.get(offset)!.record.value !== null)
          .map(([key, offset]) => `${name} has lost ${key} at ${offset}.`);
      }),
  };
}

export function startsAndEndsNeverFall(): Witness {
  const seen = new Map<string, { readonly start: number; readonly end: number }>();
  return {
    holds: 'log start ≤ log end, and neither falls',
    rest: (world) =>
      partitionsOf(world).flatMap(([name, { logStartOffset: start, logEndOffset: end }]) => {
        const before = seen.get(name) ?? { start: 0, end: 0 };
        seen.set(name, { start, end });
        const falls = start < before.start || end < before.end || start > end;
        return falls ? [`${name} went from ${before.start}–${before.end} to ${start}–${end}.`] : NOTHING;
      }),
  };
}

/** Of whom the leader watches; a producer that it has forgotten begins anew. */
export function sequencesStandOnce(): Witness {
  const seen = new Map<string, Set<number>>();
  return {
    holds: 'a sequence is appended once',
    after(world, fact) {
      if (fact.of !== 'log') return NOTHING;
      if (fact.kind === 'topic-deleted') {
        for (const name of seen.keys()) if (name.startsWith(`${fact.topic}-`)) seen.delete(name);
        return NOTHING;
      }
      if (fact.kind !== 'batch-appended' && fact.kind !== 'epoch-begun') return NOTHING;
      if (fact.kind === 'batch-appended' && fact.batch.records.length === 0) return NOTHING;
      const pid = fact.kind === 'epoch-begun' ? fact.pid : fact.batch.pid;
      const known = logOf(world, lane).transactions?.logs[fact.partition]?.known[pid];
      if (!known) return NOTHING;
      const name = `${fact.partition} by ${pid} in epoch ${known.epoch}`;
      if (fact.kind === 'epoch-begun') {
        const wrong = seen.has(name) && world.now < A_DAY ? [`${name} begins twice.`] : NOTHING;
        seen.set(name, new Set());
        return wrong;
      }
      const { first, last } = known.batches.at(-1) ?? { first: 0, last: -1 };
      const sequences = seen.get(name) ?? new Set();
      seen.set(name, sequences);
      const wrong: string[] = [];
      for (let sequence = first; sequence <= last; sequence++) {
        if (sequences.has(sequence)) wrong.push(`${name} has ${sequence} twice.`);
        sequences.add(sequence);
      }
      return wrong;
    },
  };
}

const A_DAY = 24 * 60 * 60 * 1000;

export function committedReadersStop(): Witness {
  return {
    holds: 'whoever reads committed data alone never passes an open transaction',
    after(world, fact) {
      if (fact.of !== 'log' || fact.kind !== 'polled') return NOTHING;
      const { consumers, partitions, transactions } = logOf(world, lane);
      const log = partitions[fact.partition];
      if (!log || consumers[fact.consumer]!.config['isolation.level'] !== 'read_committed') return NOTHING;
      const stable = lastStableOffset(log);
      const open = transactions?.logs[log.id]?.open ?? [];
      return [
        ...(fact.to > stable ? [`${fact.consumer} was handed ${log.id} up to ${fact.to} of ${stable}.`] : []),
        ...open
          .filter(({ firstOffset }) => firstOffset < fact.to && fact.to > log.logStartOffset)
          .map(({ firstOffset }) => `${fact.consumer} passed ${firstOffset} in ${log.id}, which is open.`),
      ];
    },
  };
}

/** In the coordinator's view; whoever comes under a static member's name takes its place. */
export function oneOwnerPerGeneration(): Witness {
  const owners = new Map<string, { readonly round: string; readonly owners: Map<string, string> }>();
  return {
    holds: 'a partition has one owner per generation',
    after(world, fact) {
      if (!('group' in fact)) return NOTHING;
      const { group: id, kind } = fact as { readonly group: string; readonly kind: LogFact['kind'] };
      const group = logOf(world, lane).groups[id];
      if (!group || kind === 'group-created') owners.delete(id);
      if (!group || group.type === 'share') return NOTHING;
      const round = roundIn(group);
      if (round === null) return NOTHING;
      if (owners.get(id)?.round !== round) owners.set(id, { round, owners: new Map() });
      const before = owners.get(id)!.owners;
      return sharesOf(group).flatMap(([owner, partitions]) =>
        partitions.flatMap((partition) => {
          const other = before.get(partition);
          before.set(partition, owner);
          return other === undefined || other === owner
            ? NOTHING
            : [`${id} in ${round}: ${partition} went from ${other} to ${owner}.`];
        }),
      );
    },
  };
}

/** A group in which a partition has one owner. */
type OwningGroup = Exclude<Group, { type: 'share' }>;

/** Null while a generation has begun and its leader has not said who gets what. */
function roundIn(group: Immutable<OwningGroup>): string | null {
  if (group.type === 'consumer') return `epoch ${group.targetEpoch}`;
  return group.state === 'CompletingRebalance' ? null : `generation ${group.generation}`;
}

/** Who is to have what: of the consumer protocol the target, which members come to one by one. */
const sharesOf = (group: Immutable<OwningGroup>): (readonly [string, readonly string[]])[] =>
  group.type === 'consumer'
    ? group.members.map(({ instanceId, consumer, target }) => [instanceId ?? consumer, target])
    : group.members.map(({ instanceId, id, assignment }) => [instanceId ?? id, assignment]);

/** A group's bookmarks, each as text. */
type Bookmarks = Map<string, string>;

/** Follows bookmarks by the facts that may move them, and compares with what the groups have. */
export function bookmarksMoveByRules(): Witness {
  const known = new Map<string, Bookmarks>();
  const set = (group: string, partition: string, text: string): void => {
    if (!known.has(group)) known.set(group, new Map());
    known.get(group)!.set(partition, text);
  };
  return {
    holds: 'a commit changes only by a commit, a reset or an alter, and goes only by expiry or deletion',
    before: (world, given) => (given.of === 'log' ? forbidden(world, given) : NOTHING),
    after(world, given) {
      if (given.of !== 'log') return NOTHING;
      switch (given.kind) {
        case 'committed':
          set(given.group, given.partition, `${given.offset} ${given.metadata} ${world.now}`);
          break;
        case 'offset-reset':
          set(given.group, given.partition, `${given.offset}  ${world.now}`);
          break;
        case 'offsets-deleted':
          for (const partition of given.partitions) known.get(given.group)?.delete(partition);
          break;
        case 'group-deleted':
          known.delete(given.group);
          break;
        case 'topic-deleted':
          for (const bookmarks of known.values())
            for (const partition of bookmarks.keys())
              if (partition.slice(0, partition.lastIndexOf('-')) === given.topic) bookmarks.delete(partition);
      }
      return differences(world, known, given.kind);
    },
  };
}

function differences(
  world: ReadonlyWorld,
  known: ReadonlyMap<string, Bookmarks>,
  kind: string,
): readonly string[] {
  const wrong: string[] = [];
  const { groups } = logOf(world, lane);
  for (const id in groups) {
    const { offsets } = groups[id]!;
    let count = 0;
    for (const partition in offsets) {
      count++;
      const { offset, metadata, committedAt } = offsets[partition]!;
      const expected = known.get(id)?.get(partition);
      if (expected !== `${offset} ${metadata} ${committedAt}`)
        wrong.push(`${id} has ${offset} in ${partition} after ${kind}, not ${expected}.`);
    }
    if (count < (known.get(id)?.size ?? 0)) wrong.push(`${id} has lost a bookmark by ${kind}.`);
  }
  return wrong;
}

/** Facts about bookmarks that no rule allows as things are. */
function forbidden(world: ReadonlyWorld, fact: LogFact): readonly string[] {
  const state = logOf(world, lane);
  const group = 'group' in fact && typeof fact.group === 'string' ? state.groups[fact.group] : undefined;
  if (!group) return NOTHING;
  const isWanted = (partition: string): boolean => {
    const { topic } = state.partitions[partition]!;
    return group.members.some(({ subscription }) => subscription.includes(topic));
  };
  switch (fact.kind) {
    case 'committed':
      // a transaction may commit for a group with members
      return fact.consumer === null ||
        group.members.length === 0 ||
        group.members.some(({ consumer }) => consumer === fact.consumer)
        ? NOTHING
        : [`${fact.consumer} is no member of ${group.id}.`];
    case 'offset-reset':
    case 'group-deleted':
      return group.members.length === 0 ? NOTHING : [`${group.id} has members: ${fact.kind}.`];
    case 'offsets-deleted': {
      if (fact.because === 'admin') return fact.partitions.filter(isWanted).map((one) => `${one} is in use.`);
      const retentionMs = state.settings['offsets.retention.minutes'] * 60_000;
      const emptySince = group.type === 'classic' ? (group.emptySince ?? Infinity) : Infinity;
      return fact.partitions
        .filter(
          (one) =>
            (group.state !== 'Empty' && isWanted(one)) ||
            world.now - Math.min(emptySince, group.offsets[one]!.committedAt) < retentionMs,
        )
        .map((one) => `${group.id}: ${one} may not expire yet.`);
    }
    default:
      return NOTHING;
  }
}
