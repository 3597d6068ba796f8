// What became of messages that are in no queue any more, how full queues and hands ever were, and who ever read: taken from the journal
// of a run, once. A world only counts what left it, and not why.

import type { ReadonlyBlocks } from '../engine/blocks.ts';
import type { Fact } from '../engine/fact.ts';
import type { WorkerId } from '../engine/clients/state.ts';
import type { LaneId, SendId } from '../engine/vocabulary.ts';

/** How a message can be given up, or never taken. `lost`: kept nowhere although its time was not up. */
export type Fate = 'expired' | 'full' | 'rejected' | 'limit' | 'purged' | 'refused' | 'astray' | 'returned';

/** One end of one message; `at` counts the facts before it. */
export interface End {
  readonly at: number;
  readonly send: SendId | undefined;
}

export interface QueuePast {
  readonly name: string;
  /** Those kept nowhere, by what happened to them, in order. */
  readonly ends: Partial<Record<Fate, End[]>>;
  /** Those that went on to other queues, by queue and reason. */
  readonly moved: Record<string, Partial<Record<Fate, End[]>>>;
  /** The most that ever waited, and that any one client ever held, of this queue. */
  peak: number;
  ready: number;
  held: Record<string, number>;
  peakHeld: number;
}

export interface LanePast {
  /** Every queue that ever was, in the order of declaration. */
  readonly queues: Readonly<Record<string, QueuePast>>;
  /** What no queue took. */
  readonly outside: Partial<Record<Fate, End[]>>;
  /** By source: workers that ever read from it, in the order of starting. One that moved is with each of them. */
  readonly readers: Readonly<Record<string, WorkerId[]>>;
}

const REASONS = {
  expired: 'expired',
  maxlen: 'full',
  rejected: 'rejected',
  delivery_limit: 'limit',
} as const;

interface Known {
  readonly length: number;
  readonly lanes: Map<LaneId, LanePast>;
}

/** What is known of each journal; a journal that grew is read again. */
const known = new WeakMap<ReadonlyBlocks<Fact>, Known>();

/** How many of these lie within the first `position` facts. */
export function countAt(ends: readonly End[] | undefined, position: number): number {
  let [low, high] = [0, ends?.length ?? 0];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (ends![middle]!.at < position) low = middle + 1;
    else high = middle;
  }
  return low;
}

export function pastOf(journal: ReadonlyBlocks<Fact>, lane: LaneId): LanePast {
  let read = known.get(journal);
  if (read?.length !== journal.length)
    known.set(journal, (read = { length: journal.length, lanes: new Map() }));
  let past = read.lanes.get(lane);
  if (!past) read.lanes.set(lane, (past = readPast(journal, lane)));
  return past;
}

function readPast(journal: ReadonlyBlocks<Fact>, lane: LaneId): LanePast {
  const queues: Record<string, QueuePast> = {};
  const outside: Partial<Record<Fate, End[]>> = {};
  const note = (ends: Partial<Record<Fate, End[]>>, fate: Fate, at: number, send?: SendId): void => {
    (ends[fate] ??= []).push({ at, send });
  };
  const wait = (name: string, change: number): void => {
    const queue = queues[name];
    if (!queue) return;
    queue.ready += change;
    queue.peak = Math.max(queue.peak, queue.ready);
  };
  const hold = (name: string, client: string, change: number): void => {
    const queue = queues[name];
    if (!queue) return;
    const held = (queue.held[client] ?? 0) + change;
    queue.held[client] = held;
    queue.peakHeld = Math.max(queue.peakHeld, held);
  };
  const readers: Record<string, WorkerId[]> = {};
  let back = false;
  for (let at = 0; at < journal.length; at++) {
    const fact = journal.at(at)!;
    if ((fact.kind === 'worker-started' || fact.kind === 'worker-configured') && fact.lane === lane) {
      const { id, source } = fact.spec;
      const known = (readers[source] ??= []);
      if (!known.includes(id)) known.push(id);
    }
    if (fact.of !== 'queue' || fact.lane !== lane) continue;
    switch (fact.kind) {
      case 'queue-declared':
        queues[fact.queue] ??= {
          ...{ name: fact.queue, ends: {}, moved: {}, peak: 0, ready: 0, held: {}, peakHeld: 0 },
        };
        break;
      case 'published':
        for (const name of fact.queues) wait(name, 1);
        for (const name of fact.refusedBy) note(queues[name]!.ends, 'refused', at, fact.message.send);
        if (fact.queues.length + fact.refusedBy.length === 0 && !back)
          note(outside, 'astray', at, fact.message.send);
        back = false;
        break;
      case 'returned':
        // the fact of its publishing follows
        back = true;
        note(outside, 'returned', at, fact.message.send);
        break;
      case 'delivered':
        wait(fact.queue, -1);
        if (!fact.noAck) hold(fact.queue, fact.client, 1);
        break;
      case 'acked':
        hold(fact.queue, fact.client, -1);
        break;
      case 'requeued':
        hold(fact.queue, fact.client, -1);
        wait(fact.queue, 1);
        break;
      case 'dead-lettered':
      case 'dropped': {
        const fate = REASONS[fact.reason];
        if (fact.client === null) wait(fact.queue, -1);
        else hold(fact.queue, fact.client, -1);
        const queue = queues[fact.queue]!;
        if (fact.kind === 'dropped') note(queue.ends, fate, at, fact.send);
        else
          for (const name of fact.queues) {
            wait(name, 1);
            note((queue.moved[name] ??= {}), fate, at, fact.send);
          }
        break;
      }
      case 'refused-dead-lettered':
        for (const name of fact.queues) {
          wait(name, 1);
          note((queues[fact.queue]!.moved[name] ??= {}), 'full', at, fact.message.send);
        }
        break;
      case 'queue-purged':
        for (let n = 0; n < fact.removed; n++) note(queues[fact.queue]!.ends, 'purged', at);
        wait(fact.queue, -fact.removed);
        break;
      case 'queue-deleted':
        wait(fact.queue, -fact.ready);
    }
  }
  return { queues, outside, readers };
}
