// Where a client of the classic protocol finds its coordinator if its group speaks the consumer protocol: in that protocol's room, which
// is asked and not called.

import type { Context } from '../../../broker.ts';
import type { ConsumerId, LaneId } from '../../../vocabulary.ts';
import type { LogCommandOf } from '../../command.ts';
import type { Departure } from './fact.ts';

/** Asks that coordinator. Answers what the command says. */
export const serveClassicClient = (
  context: Context,
  lane: LaneId,
  consumer: ConsumerId,
  act: LogCommandOf<'serve-classic-client'>['act'],
  because: Departure = 'left',
): unknown => context.ask({ of: 'log', lane, kind: 'serve-classic-client', act, consumer, because });
