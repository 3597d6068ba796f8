// Dealing partitions out, asked for by name: only the assignor that Kafka begins with is always there.

import type { OfLog } from '../../of.ts';
import type { Subscriber, Topics } from './assignor.ts';

/** Answers `Assignment`. */
export type AssignorCommand = OfLog & {
  readonly kind: 'deal-out';
  /** As `partition.assignment.strategy` or `group.remote.assignor` names it. */
  readonly assignor: string;
  readonly topics: Topics;
  readonly members: readonly Subscriber[];
};
