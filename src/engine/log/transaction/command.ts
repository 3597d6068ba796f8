// Everything that can be asked about transactions: of producers, and by the coordinator's own clock.

import type { GroupId, ProducerId } from '../../vocabulary.ts';
import type { CommitOffset } from '../group/command.ts';
import type { OfLog } from '../of.ts';
import type { PartitionId } from '../storage/state.ts';

export type TransactionCommand = OfLog &
  (
    | { readonly kind: 'init-transactions'; readonly producer: ProducerId }
    | { readonly kind: 'begin-transaction'; readonly producer: ProducerId }
    | { readonly kind: 'commit-transaction'; readonly producer: ProducerId }
    | { readonly kind: 'abort-transaction'; readonly producer: ProducerId }
    /** Commits offsets of a group together with the transaction. */
    | {
        readonly kind: 'send-offsets';
        readonly producer: ProducerId;
        readonly group: GroupId;
        readonly offsets: Readonly<Record<PartitionId, CommitOffset>>;
      }
    /** What the coordinator knows of a transactional id. Answers `{ state }`. */
    | { readonly kind: 'describe-transaction'; readonly id: string }
    | { readonly kind: 'check-transaction'; readonly id: string }
    /** Which batches of a partition are of aborted transactions: answers a function of a batch. */
    | { readonly kind: 'tell-aborted'; readonly partition: PartitionId }
  );
