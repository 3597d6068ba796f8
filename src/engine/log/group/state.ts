// What the coordinator knows of any group: what it has committed. Its members stand with the protocol that it speaks.

import type { GroupId, Instant, Offset } from '../../vocabulary.ts';
import type { PartitionId } from '../storage/state.ts';
import type { ClassicGroup } from './classic/state.ts';

export type Group = ClassicGroup;

export interface GroupBase {
  id: GroupId;
  offsets: Record<PartitionId, CommittedOffset>;
}

export interface CommittedOffset {
  /** The next offset that the group resumes from. */
  offset: Offset;
  committedAt: Instant;
  metadata: string;
}
