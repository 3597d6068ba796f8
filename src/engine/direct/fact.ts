// Everything that can happen to direct calls.

import type { LaneId, SendId } from '../vocabulary.ts';
import type { Call, Failure } from './state.ts';

interface InLane {
  readonly of: 'direct';
  readonly lane: LaneId;
}

export type DirectFact =
  | (InLane & { readonly kind: 'listening'; readonly service: string; readonly client: string })
  | (InLane & { readonly kind: 'listening-ended'; readonly client: string })
  /** The service has taken the call, and the caller waits. */
  | (InLane & Call & { readonly kind: 'call-taken'; readonly client: string })
  | (InLane & {
      readonly kind: 'call-answered';
      readonly client: string;
      readonly service: string;
      readonly send: SendId;
    })
  /** The caller has an error instead of an answer. `client` is who had taken the call, if anybody had. */
  | (InLane & {
      readonly kind: 'call-failed';
      readonly client: string | null;
      readonly service: string;
      readonly send: SendId;
      readonly because: Failure;
    });
