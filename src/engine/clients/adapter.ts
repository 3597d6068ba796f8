// How senders and workers use a broker: what each kind of broker has to say to them. Each stands in its broker's own folder, so that
// nothing here knows what an ack or a commit is, and a page loads no other than it needs.

import type { Context } from '../broker.ts';
import type { Refusal } from '../command.ts';
import type { Fact } from '../fact.ts';
import type { Immutable, Instant, LaneId, ProducerId } from '../vocabulary.ts';
import type { Kept, Route, Send, Worker, WorkerSpec } from './state.ts';

/** Where a piece of work came from, and what its broker knows it by. */
export type Origin = Pick<Kept, 'source' | 'position' | 'tag'>;

export interface ClientAdapter {
  /** What sends along a route need before the first of them, e.g. a producer's client. */
  prepare(context: Context, lane: LaneId, producer: ProducerId): void;
  /** A send has reached the lane: it is handed to the broker as the route says. */
  arrive(context: Context, lane: LaneId, send: Immutable<Send>, to: Immutable<Route>): void;
  /** Name of the broker's client that a worker uses in its n-th life, from 1 on. */
  clientOf(worker: string, life: number): string;
  /** A worker is up: it connects, and takes what is there. A refusal leaves it up, with nothing to do. */
  start(context: Context, lane: LaneId, spec: Immutable<WorkerSpec>, client: string): Refusal | undefined;
  /** Its client is closed, or is gone without a word. */
  end(context: Context, lane: LaneId, client: string, how: 'closed' | 'crashed'): void;
  /** A worker with nothing in hand looks for work; what is found goes to `take` in worker.ts. */
  look(context: Context, lane: LaneId, worker: Immutable<Worker>): void;
  /** It has begun with something and will not look again before then. */
  isBusy(context: Context, lane: LaneId, worker: Immutable<Worker>, until: Instant): void;
  /** The work is done for the broker too. */
  settle(context: Context, lane: LaneId, worker: Immutable<Worker>, origin: Origin): void;
  /** The worker does not want it: back it goes, or away. Only where `Kept.tag` says that the broker waits for an answer. */
  giveBack(context: Context, lane: LaneId, worker: Immutable<Worker>, origin: Origin, requeue: boolean): void;
  /** Whether its connection says one thing after another, so that whoever looks for work has to settle first. */
  readonly settlesFirst: boolean;
  /** What one of its broker's facts makes workers do at the same instant. */
  react(context: Context, fact: Fact): void;
}
