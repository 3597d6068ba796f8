// What became of the calls of a lane without a broker, by service: read off the journal of a run, once. A world only counts them.

import type { ReadonlyBlocks } from '../engine/blocks.ts';
import type { Failure } from '../engine/direct/state.ts';
import type { Fact } from '../engine/fact.ts';
import type { LaneId, SendId } from '../engine/vocabulary.ts';

/** One end of one call; `at` counts the facts before it. */
export interface CallEnd {
  readonly at: number;
  readonly service: string;
  readonly send: SendId;
  /** Null: it was answered. */
  readonly failed: Failure | null;
}

interface Known {
  readonly length: number;
  readonly lanes: Map<LaneId, CallEnd[]>;
}

/** What is known of each journal; a journal that grew is read again. */
const known = new WeakMap<ReadonlyBlocks<Fact>, Known>();

/** All ends of calls in a lane, in order. */
export function callEndsOf(journal: ReadonlyBlocks<Fact>, lane: LaneId): readonly CallEnd[] {
  let read = known.get(journal);
  if (read?.length !== journal.length)
    known.set(journal, (read = { length: journal.length, lanes: new Map() }));
  let ends = read.lanes.get(lane);
  if (!ends) read.lanes.set(lane, (ends = readEnds(journal, lane)));
  return ends;
}

function readEnds(journal: ReadonlyBlocks<Fact>, lane: LaneId): CallEnd[] {
  const ends: CallEnd[] = [];
  for (let at = 0; at < journal.length; at++) {
    const fact = journal.at(at)!;
    if (fact.of !== 'direct' || fact.lane !== lane) continue;
    if (fact.kind === 'call-answered' || fact.kind === 'call-failed') {
      const { service, send } = fact;
      ends.push({ at, service, send, failed: fact.kind === 'call-failed' ? fact.because : null });
    }
  }
  return ends;
}
