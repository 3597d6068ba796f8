// Rooms of the model of RabbitMQ: rules that only some runs need, kept apart so that a page need not load them. The rules that are
// always there ask for them by commands and import none of them.

import type { Context } from '../broker.ts';
import type { Appliers } from './applier.ts';
import type { QueueCommand, QueueCommandOf } from './command.ts';
import type { QueueFact } from './fact.ts';

/** Who answers each command. */
export type Rules = {
  readonly [Kind in QueueCommand['kind']]: (context: Context, command: QueueCommandOf<Kind>) => unknown;
};

export interface Room {
  readonly rules: Partial<Rules>;
  /** What the facts change that only these rules emit. */
  readonly facts: Partial<Appliers<QueueFact>>;
}
