// Where two lanes part: the first instant at which a new reader could still obtain something from one and not from the other,
// or at which one has an effect that the other never has. Timing alone is no difference.

import type { Fact } from '../engine/fact.ts';
import { instantAt, type Run } from '../engine/run.ts';
import { offsetsOf } from '../engine/log/storage/batch.ts';
import type { PartitionId } from '../engine/log/storage/state.ts';
import { itemAt, itemsOf } from '../engine/store.ts';
import type { LaneId, Offset, SendId } from '../engine/vocabulary.ts';
import { say } from '../words/say.ts';
import { tell } from './narrator.ts';
import type { LaneSpec, Scenario } from './scenario.ts';

export interface Parting {
  /** After this many facts the lanes differ. */
  readonly position: number;
  /** In one sentence: what happened, and what is different from here on. */
  readonly says: string;
}

/** The first parting between any two lanes of a run that was run to its end; null if they never part. */
export function partingOf(run: Run, lanes: Scenario['lanes']): Parting | null {
  let first: Parting | null = null;
  for (const [index, one] of lanes.entries())
    for (const other of lanes.slice(index + 1)) {
      const found = between(run, one, other);
      if (found && (!first || found.position < first.position)) first = found;
    }
  return first;
}

function between(run: Run, ...pair: readonly [LaneSpec, LaneSpec]): Parting | null {
  const [one, other] = pair.map(({ id }) => id) as [LaneId, LaneId];
  const here = createHolding();
  const there = createHolding();
  const unmatched = unmatchedEffects(run, one, other);
  const { journal } = run;
  let changed: SendId[] = [];
  let from = 0;
  for (let i = 0; i < journal.length; i++) {
    const fact = journal.at(i)!;
    if (unmatched.has(fact)) return { position: i + 1, says: sentence(run, fact, pair) };
    const lane = 'lane' in fact ? fact.lane : null;
    if (lane === one || lane === other) {
      const sends = changeOf(fact, lane === one ? here : there);
      if (sends.length && changed.length === 0) from = i;
      changed.push(...sends);
    }
    // Compared once all that happens at an instant has happened.
    if (changed.length === 0 || (i + 1 < journal.length && instantAt(run, i + 2) === instantAt(run, i + 1)))
      continue;
    const differs = changed.some(
      (send) =>
        here.arrived.has(send) &&
        there.arrived.has(send) &&
        (here.held.get(send) ?? 0) > 0 !== (there.held.get(send) ?? 0) > 0,
    );
    if (differs)
      return { position: i + 1, says: sentence(run, lastRemoval(journal, from, i, [one, other]), pair) };
    changed = [];
  }
  return null;
}

/** What a new reader of a lane could get. */
interface Holding {
  /** How many times each send is there. */
  readonly held: Map<SendId, number>;
  readonly arrived: Set<SendId>;
  /** In a log's lane: what stands at each offset of each partition. */
  readonly standing: Map<PartitionId, Map<Offset, SendId>>;
}

const createHolding = (): Holding => ({ held: new Map(), arrived: new Set(), standing: new Map() });

/** Counts what a fact adds to or takes from what a new reader of its lane could get; gives the sends that it touched. */
function changeOf(fact: Fact, { held, arrived, standing }: Holding): SendId[] {
  const touched: SendId[] = [];
  const count = (send: SendId | undefined, by: number): void => {
    if (send === undefined) return;
    held.set(send, (held.get(send) ?? 0) + by);
    if (by > 0) arrived.add(send);
    touched.push(send);
  };
  /** The records of a partition go, but those that stay. */
  const drop = (partition: PartitionId, stays: (offset: Offset) => boolean): void => {
    const records = standing.get(partition);
    for (const [offset, send] of records ?? [])
      if (!stays(offset)) {
        records!.delete(offset);
        count(send, -1);
      }
  };
  switch (fact.kind) {
    case 'elements-pushed':
      for (const { send } of fact.elements) count(send ?? undefined, 1);
      break;
    case 'elements-popped':
      for (const { send } of fact.elements) count(send ?? undefined, -1);
      break;
    case 'entry-added':
      count(fact.entry.send ?? undefined, 1);
      break;
    case 'message-broadcast':
      // it came, and is not there for whoever comes later
      if (fact.send !== null) {
        arrived.add(fact.send);
        touched.push(fact.send);
      }
      break;
    case 'elements-removed':
    case 'list-trimmed':
    case 'entries-deleted':
    case 'stream-trimmed':
    case 'stream-segments-deleted':
    case 'key-removed':
      for (const send of fact.gone) count(send, -1);
      break;
    case 'published':
      if (fact.message.send !== undefined) arrived.add(fact.message.send);
      count(fact.message.send, fact.queues.length);
      break;
    case 'delivered':
      if (fact.noAck) count(fact.send, -1);
      break;
    case 'acked':
    case 'dropped':
      count(fact.send, -1);
      break;
    case 'dead-lettered':
      count(fact.message.send, fact.queues.length - 1);
      break;
    case 'batch-appended': {
      const records = standing.get(fact.partition) ?? new Map<Offset, SendId>();
      standing.set(fact.partition, records);
      for (const [n, { send }] of fact.batch.records.entries()) {
        if (send !== undefined) records.set(fact.batch.baseOffset + n, send);
        count(send, 1);
      }
      break;
    }
    case 'segments-deleted':
    case 'log-start-moved':
      drop(fact.partition, (offset) => offset >= fact.logStartOffset);
      break;
    case 'log-cleaned': {
      const kept = new Set(fact.segments.flatMap(({ batches }) => itemsOf(batches).flatMap(offsetsOf)));
      drop(fact.partition, (offset) => offset >= fact.cleanedTo || kept.has(offset));
      break;
    }
  }
  return touched;
}

/** The effects of either lane that the other does not have, however long it runs. */
function unmatchedEffects(run: Run, one: LaneId, other: LaneId): ReadonlySet<Fact> {
  const waiting = new Map<string, Fact[]>();
  for (const fact of run.journal) {
    if (fact.kind !== 'effect-made' || (fact.lane !== one && fact.lane !== other)) continue;
    const { service, effect, send } = fact.effect;
    const key = `${service}/${effect}/${send}`;
    const queue = waiting.get(key) ?? [];
    const partner = queue.findIndex((seen) => (seen as typeof fact).lane !== fact.lane);
    if (partner >= 0) queue.splice(partner, 1);
    else queue.push(fact);
    waiting.set(key, queue);
  }
  return new Set([...waiting.values()].flat());
}

const REMOVALS: readonly Fact['kind'][] = [
  ...(['acked', 'dropped', 'dead-lettered', 'delivered'] as const),
  ...(['segments-deleted', 'log-start-moved', 'log-cleaned'] as const),
  ...(['elements-popped', 'elements-removed', 'list-trimmed', 'message-broadcast'] as const),
  ...(['entries-deleted', 'stream-trimmed', 'key-removed', 'stream-segments-deleted'] as const),
];

const removes = (fact: Fact): boolean =>
  REMOVALS.includes(fact.kind) &&
  (fact.kind !== 'delivered' || fact.noAck) &&
  (!('gone' in fact) || fact.gone.length > 0);

function lastRemoval(journal: Run['journal'], from: number, to: number, lanes: readonly LaneId[]): Fact {
  for (let i = to; i >= from; i--) {
    const fact = journal.at(i)!;
    if ('lane' in fact && lanes.includes(fact.lane) && removes(fact)) return fact;
  }
  return journal.at(to)!;
}

function sentence(run: Run, fact: Fact, lanes: readonly LaneSpec[]): string {
  const telling = tell(fact, (id) => itemAt(run.world.clients.sends, id));
  const lane = telling?.lane ?? null;
  const others = lanes
    .filter(({ id }) => id !== lane)
    .map(({ title }) => title.toLowerCase())
    .join(say('parting.and-the'));
  const here = telling?.says.replace(/\.$/, '') ?? say('parting.changed');
  return say(fact.kind === 'effect-made' ? 'parting.not' : 'parting.still', { here, others });
}
