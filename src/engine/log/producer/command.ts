// Everything that can be asked of producers, and what they answer.

import type { OfLog } from '../of.ts';
import type { Offset, Payload, ProducerId, SendId, Timestamp } from '../../vocabulary.ts';
import type { Refusal } from '../../command.ts';
import type { Settings } from '../settings.ts';

export type ProducerCommand = OfLog &
  (
    | { readonly kind: 'open-producer'; readonly producer: ProducerId; readonly config?: Settings }
    /** Asked by the rule of producers whose settings say nothing. */
    | { readonly kind: 'open-configured-producer'; readonly producer: ProducerId; readonly config: Settings }
    | { readonly kind: 'close-producer'; readonly producer: ProducerId }
    /** Sends the records and flushes: one batch per partition, cut only by `batch.size`. Answers `ProduceAnswer`. */
    | {
        readonly kind: 'produce';
        readonly producer: ProducerId;
        readonly topic: string;
        readonly records: readonly NewRecord[];
      }
    /** Hands over a record that waits for others (`linger.ms`, `batch.size`). Answers `SendAnswer`, or why it was not taken. */
    | {
        readonly kind: 'send';
        readonly producer: ProducerId;
        readonly topic: string;
        readonly record: NewRecord;
      }
    /** Sends everything that waits. Answers `FlushAnswer`. */
    | { readonly kind: 'flush'; readonly producer: ProducerId }
    | { readonly kind: 'end-linger'; readonly producer: ProducerId }
  );

/** A record as a producer hands it over. */
export interface NewRecord {
  readonly key?: Payload | null;
  readonly value?: Payload | null;
  /** A partition number, where the sender decides it. */
  readonly partition?: number;
  /** Absent: the producer's clock, now. */
  readonly timestamp?: Timestamp;
  readonly headers?: readonly (readonly [string, Payload | null])[];
  readonly send?: SendId;
}

/** What became of the records of one `produce`, in their order. */
export interface ProduceAnswer {
  readonly appended: readonly SendResult[];
}

/** The record waits, or is sent already. What becomes of it is told under this ticket: by the fact `batch-sent`, and by a flush. */
export interface SendAnswer {
  readonly ticket: number;
}

/** What became of the records that the flush has sent, by their tickets. */
export interface FlushAnswer {
  readonly results: Readonly<Record<string, SendResult>>;
}

export type SendResult = Appended | Refusal;

/** Where a record stands; with acks=0 nobody knows its offset, and it is -1. */

export interface Appended {
  readonly partition: number;
  readonly offset: Offset;
}
