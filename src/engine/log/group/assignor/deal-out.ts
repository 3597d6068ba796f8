// The one assignor that every run has: Kafka's default.

import type { Context } from '../../../broker.ts';
import type { LogCommandOf } from '../../command.ts';
import type { Assignment } from './assignor.ts';
import { assignByRange } from './range.ts';

/** @throws if another assignor is asked for: its room is missing */
export function dealOutByRange(
  _context: Context,
  { assignor, topics, members }: LogCommandOf<'deal-out'>,
): Assignment {
  if (assignor !== 'range') throw new Error(`This run has no room for the assignor "${assignor}".`);
  return assignByRange(topics, members);
}
