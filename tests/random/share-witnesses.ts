// Truths about share groups that need a past: in whose hands each record is, and that none is passed before it is done.

import type { Fact } from '../../src/engine/fact.ts';
import { logOf } from '../../src/engine/log/reading.ts';
import type { ReadonlyWorld } from '../../src/engine/world.ts';
import type { Witness } from './trial.ts';

const lane = 'log';
const NOTHING: readonly string[] = [];

/** What is known of one offset for one group: who has it, or how it ended. */
type Fate = { readonly holder: string } | 'available' | 'done';

/** By group and partition, the fate of each offset that was ever given to a member. */
type Fates = Map<string, Map<number, Fate>>;

/** Follows records by the facts that may give them to somebody, and take them away. */
export function recordsHaveOneHolder(): Witness {
  const fates: Fates = new Map();
  return {
    holds: 'no record is in two members’ hands, and none is passed before it is done',
    before(world, fact) {
      if (fact.of !== 'log') return NOTHING;
      forget(fates, fact);
      if (!('group' in fact) || !('partition' in fact)) return NOTHING;
      const name = `${fact.group} ${fact.partition}`;
      const known = fates.get(name) ?? new Map<number, Fate>();
      fates.set(name, known);
      return hear(world, fact, known);
    },
  };
}

function hear(world: ReadonlyWorld, fact: Fact, known: Map<number, Fate>): readonly string[] {
  if (fact.kind === 'records-acquired')
    return eachOffset(fact.runs).flatMap((offset) => {
      const fate = known.get(offset);
      known.set(offset, { holder: fact.consumer });
      if (fate === undefined || fate === 'available') return NOTHING;
      return [
        `${offset} goes to ${fact.consumer}, and is ${fate === 'done' ? fate : `with ${fate.holder}`}.`,
      ];
    });
  if (fact.kind === 'records-settled')
    for (const run of fact.runs)
      for (const offset of eachOffset([run]))
        known.set(offset, run.state === 'Available' ? 'available' : 'done');
  if (fact.kind !== 'share-start-moved') return NOTHING;
  const { logStartOffset } = logOf(world, lane).partitions[fact.partition]!;
  return [...known].flatMap(([offset, fate]) =>
    offset < fact.startOffset && offset >= logStartOffset && fate !== 'done'
      ? [`${offset} is passed and not done.`]
      : NOTHING,
  );
}

/** Partitions that begin anew for a group, or for all. */
function forget(fates: Fates, fact: Fact): void {
  const gone = (name: string): boolean => {
    switch (fact.kind) {
      case 'topic-deleted':
        return name.split(' ')[1]!.startsWith(`${fact.topic}-`);
      case 'group-deleted':
        return name.startsWith(`${fact.group} `);
      case 'share-offsets-altered':
        return name === `${fact.group} ${fact.partition}`;
      case 'share-offsets-deleted':
        return fact.partitions.some((partition) => name === `${fact.group} ${partition}`);
      default:
        return false;
    }
  };
  for (const name of fates.keys()) if (gone(name)) fates.delete(name);
}

const eachOffset = (
  runs: readonly { readonly firstOffset: number; readonly lastOffset: number }[],
): number[] =>
  runs.flatMap(({ firstOffset, lastOffset }) =>
    Array.from({ length: lastOffset - firstOffset + 1 }, (_, n) => firstOffset + n),
  );
