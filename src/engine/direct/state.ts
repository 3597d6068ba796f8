// What there is where one service calls another without a broker between: who answers under which name, and the calls that are open.
// Nothing is kept: a call is answered, or it has failed.

import type { SendId } from '../vocabulary.ts';

export interface DirectState {
  /** Clients that answer under the name of a service, in the order in which they came. */
  listeners: Record<string, string[]>;
  /** The open call of each client that works on one. */
  open: Record<string, Call>;
  /** Calls ever made; gives each its number. */
  calls: number;
  answered: number;
  failed: number;
}

/** A caller waits for its answer. */
export interface Call {
  /** From 1 on. */
  readonly number: number;
  readonly service: string;
  readonly send: SendId;
}

/** Nobody listens; whoever does is taken; it was gone, or said no, before it had answered. */
export type Failure = 'down' | 'busy' | 'broken' | 'refused';
