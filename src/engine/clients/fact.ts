// Everything that can happen to senders, workers and the world outside the brokers.

import type { Confirms, Effect, Job, Kept, Route, Send, Sender, WorkerId, WorkerSpec } from './state.ts';
import type { Instant, LaneId, ProducerId, SendId } from '../vocabulary.ts';

interface Of {
  readonly of: 'clients';
}
interface InLane extends Of {
  readonly lane: LaneId;
}

export type ClientsFact =
  | (Of & { readonly kind: 'sender-started'; readonly sender: Sender; readonly nextAt: Instant | null })
  /** The producer sent this to every lane; it is there at `arriveAt`. Its plan goes on at `nextAt`. */
  | (Of &
      Send & {
        readonly kind: 'sent';
        readonly arriveAt: Instant;
        readonly planned: boolean;
        readonly nextAt: Instant | null;
      })
  /** The broker has answered a publish that was to be confirmed; one that it refused comes again at `retryAt`. */
  | (InLane & {
      readonly kind: 'publish-answered';
      readonly producer: ProducerId;
      readonly send: SendId;
      readonly answer: keyof Confirms;
      readonly retryAt: Instant | null;
    })
  | (InLane & { readonly kind: 'routed'; readonly producer: ProducerId; readonly route: Route })
  /** A worker's process is up. `client` is the broker client it uses in this life. */
  | (InLane & { readonly kind: 'worker-started'; readonly spec: WorkerSpec; readonly client: string })
  | (InLane & { readonly kind: 'worker-configured'; readonly spec: WorkerSpec })
  | (InLane & { readonly kind: 'worker-stopped'; readonly worker: WorkerId })
  /** Its process died in the middle of whatever it did; `error` names an exception that nobody caught. */
  | (InLane & { readonly kind: 'worker-crashed'; readonly worker: WorkerId; readonly error: string | null })
  /** Handed over while it works, or together with what it begins now; these wait inside it. */
  | (InLane & { readonly kind: 'work-kept'; readonly worker: WorkerId; readonly items: readonly Kept[] })
  /** Begins to work on this. Where it settles before the work, the broker has that at `settleAt`. */
  | (InLane &
      Job & {
        readonly kind: 'work-began';
        readonly worker: WorkerId;
        readonly settleAt: Instant | null;
      })
  /** The work is done, its effects are made. Where it settles after the work, the broker has that at `settleAt`. */
  | (InLane & { readonly kind: 'work-done'; readonly worker: WorkerId; readonly settleAt: Instant | null })
  /** It cannot do this one: it gives the message back, or gives it up, and no effect is made. */
  | (InLane & { readonly kind: 'work-refused'; readonly worker: WorkerId; readonly requeue: boolean })
  /** So many partitions went from it while it ran, and will be somebody's again, perhaps its own. */
  | (InLane & { readonly kind: 'partitions-given-up'; readonly worker: WorkerId; readonly count: number })
  /** Something changed outside, and no broker can take it back. */
  | (InLane & { readonly kind: 'effect-made'; readonly effect: Effect })
  /** An effect did not happen: passed over by a bug, or recognised as done already. */
  | (InLane & {
      readonly kind: 'effect-skipped';
      readonly effect: Effect;
      readonly because: 'bug' | 'recognised' | 'no-cause';
    });
