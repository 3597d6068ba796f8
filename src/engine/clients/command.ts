// Everything that can be asked of senders and workers, by a scenario, by a learner, and by the agenda when it is due.

import type { PlannedSend, Route, SendPlan, WorkerId, WorkerSpec } from './state.ts';
import type { LaneId, ProducerId, SendId } from '../vocabulary.ts';

interface Of {
  readonly of: 'clients';
}
interface InLane extends Of {
  readonly lane: LaneId;
}

export type ClientsCommand =
  | (Of & {
      readonly kind: 'start-sender';
      readonly producer: ProducerId;
      readonly plan: SendPlan;
      readonly latencyMs: number;
    })
  /** Sends this now, beside any plan. */
  | (Of & { readonly kind: 'send'; readonly producer: ProducerId; readonly send: Omit<PlannedSend, 'at'> })
  | (InLane & { readonly kind: 'route'; readonly producer: ProducerId; readonly route: Route })
  | (InLane & { readonly kind: 'start-worker'; readonly spec: WorkerSpec })
  /** Starts a stopped or crashed worker again, as it is configured now. */
  | (InLane & { readonly kind: 'restart-worker'; readonly worker: WorkerId })
  /** A new version of its code or settings; takes effect with what it begins next. */
  | (InLane & {
      readonly kind: 'configure-worker';
      readonly worker: WorkerId;
      readonly change: Partial<WorkerSpec>;
    })
  | (InLane & { readonly kind: 'stop-worker' | 'crash-worker'; readonly worker: WorkerId })
  // due from the agenda
  | (Of & { readonly kind: 'send-next'; readonly producer: ProducerId })
  | (InLane & { readonly kind: 'arrive'; readonly send: SendId })
  | (InLane & { readonly kind: 'finish-work'; readonly worker: WorkerId; readonly incarnation: number })
  /** The ack or commit of a job reaches the broker, unless the worker died meanwhile. */
  | (InLane & {
      readonly kind: 'settle';
      readonly worker: WorkerId;
      readonly incarnation: number;
      readonly source: string;
      readonly position: number;
      readonly tag: number;
    });
