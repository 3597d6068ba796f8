// What can be asked of a partition's leader without a client library in between.

import type { Refusal } from '../../command.ts';
import type { OfLog } from '../of.ts';
import type { Offset } from '../../vocabulary.ts';
import type { NewRecord } from '../producer/command.ts';

export type ProducerStateCommand = OfLog & {
  /**
   * One batch with these numbers, as a client would send it that tries again, or is late. `producer` names who sends it and gets a
   * producer id at its first batch. Answers `NumberedAnswer`.
   */
  readonly kind: 'produce-numbered';
  readonly producer: string;
  readonly topic: string;
  readonly partition: number;
  readonly epoch: number;
  /** Of the first record; each next one has the next. */
  readonly sequence: number;
  readonly records: readonly NewRecord[];
  readonly acks?: number;
  /** Part of the transaction of a transactional id that is called like the producer. */
  readonly transactional?: boolean;
  /** Of the produce request: from 12 on it adds the partition to the transaction, before that it had to be added. */
  readonly version?: number;
};

/** Where the batch stands. */
export type NumberedAnswer = { readonly offset: Offset } | Refusal;
