// Where two lanes part: the first instant at which a new reader could still obtain something from one and not from the other,
// or at which one has an effect that the other never has. Timing alone is no difference.

import type { Fact } from '../engine/fact.ts';
import { instantAt, type Run } from '../engine/run.ts';
import { itemAt } from '../engine/store.ts';
import type { LaneId, SendId } from '../engine/vocabulary.ts';
import { tell } from './narrator.ts';
import type { Scenario } from './scenario.ts';

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
      const found = between(run, lanes, one.id, other.id);
      if (found && (!first || found.position < first.position)) first = found;
    }
  return first;
}

function between(run: Run, lanes: Scenario['lanes'], one: LaneId, other: LaneId): Parting | null {
  const held = new Map<LaneId, Map<SendId, number>>([
    [one, new Map()],
    [other, new Map()],
  ]);
  const arrived = new Map<LaneId, Set<SendId>>([
    [one, new Set()],
    [other, new Set()],
  ]);
  const unmatched = unmatchedEffects(run, one, other);
  const { journal } = run;
  let changed: SendId[] = [];
  let from = 0;
  for (let i = 0; i < journal.length; i++) {
    const fact = journal[i]!;
    if (unmatched.has(fact)) return { position: i + 1, says: sentence(run, fact, lanes) };
    const laneHeld = 'lane' in fact ? held.get(fact.lane) : undefined;
    if (laneHeld) {
      const sends = changeOf(run, fact, laneHeld, arrived.get((fact as { lane: LaneId }).lane)!);
      if (sends.length && changed.length === 0) from = i;
      changed.push(...sends);
    }
    // Compared once all that happens at an instant has happened.
    if (changed.length === 0 || (i + 1 < journal.length && instantAt(run, i + 2) === instantAt(run, i + 1)))
      continue;
    const differs = changed.some(
      (send) =>
        arrived.get(one)!.has(send) &&
        arrived.get(other)!.has(send) &&
        (held.get(one)!.get(send) ?? 0) > 0 !== (held.get(other)!.get(send) ?? 0) > 0,
    );
    if (differs) return { position: i + 1, says: sentence(run, lastRemoval(journal, from, i), lanes) };
    changed = [];
  }
  return null;
}

/** Counts what a fact adds to or takes from what a new reader of its lane could get; gives the sends that it touched. */
function changeOf(run: Run, fact: Fact, held: Map<SendId, number>, arrived: Set<SendId>): SendId[] {
  const touched: SendId[] = [];
  const count = (send: SendId | undefined, by: number): void => {
    if (send === undefined) return;
    held.set(send, (held.get(send) ?? 0) + by);
    if (by > 0) arrived.add(send);
    touched.push(send);
  };
  switch (fact.kind) {
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
    case 'batch-appended':
      for (const { send } of fact.batch.records) count(send, 1);
      break;
    case 'segments-deleted': {
      const lane = run.world.lanes[fact.lane]!;
      const partition = lane.broker === 'log' ? lane.state.partitions[fact.partition] : undefined;
      for (let i = 0; partition && i < partition.closed.length; i++) {
        const segment = itemAt(partition.closed, i)!;
        const last = itemAt(segment.batches, segment.batches.length - 1);
        if (last && last.lastOffset < fact.logStartOffset)
          for (let b = 0; b < segment.batches.length; b++)
            for (const { send } of itemAt(segment.batches, b)!.records)
              if (send !== undefined && (held.get(send) ?? 0) > 0) count(send, -1);
      }
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

const lastRemoval = (journal: readonly Fact[], from: number, to: number): Fact => {
  for (let i = to; i >= from; i--)
    if (['acked', 'dropped', 'dead-lettered', 'segments-deleted', 'delivered'].includes(journal[i]!.kind))
      return journal[i]!;
  return journal[to]!;
};

function sentence(run: Run, fact: Fact, lanes: Scenario['lanes']): string {
  const telling = tell(fact, (id) => itemAt(run.world.clients.sends, id));
  const lane = telling?.lane ?? null;
  const others = lanes.filter(({ id }) => id !== lane).map(({ title }) => title.toLowerCase());
  const here = telling?.says.replace(/\.$/, '') ?? 'Something changed';
  if (fact.kind === 'effect-made') return `${here}: in the ${others.join(' and the ')} that does not happen.`;
  return `${here}; the ${others.join(' and the ')} still has it.`;
}
