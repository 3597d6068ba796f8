// Everything that can happen to groups of streams. What it changes is in apply.ts.

import type { ClientId, Key, OfRedis } from '../of.ts';
import type { EntryId } from '../stream/state.ts';
import type { Pending } from './state.ts';

interface OfGroup extends OfRedis {
  readonly key: Key;
  readonly group: string;
}
interface OfConsumer extends OfGroup {
  readonly consumer: string;
}

export type GroupFact =
  | (OfGroup & {
      readonly kind: 'group-created';
      readonly lastDeliveredId: EntryId;
      readonly entriesRead: number | null;
    })
  /** With its consumers, and with what is pending for them. */
  | (OfGroup & { readonly kind: 'group-destroyed' })
  /** Its readers go on after another id. */
  | (OfGroup & {
      readonly kind: 'group-moved';
      readonly lastDeliveredId: EntryId;
      readonly entriesRead: number | null;
    })
  | (OfConsumer & { readonly kind: 'consumer-created' })
  /** It asked for something, whatever it got. */
  | (OfConsumer & { readonly kind: 'consumer-seen' })
  /** So many entries were pending for it: they are lost to the group. */
  | (OfConsumer & { readonly kind: 'consumer-deleted'; readonly lost: number })
  /** New entries were handed to a consumer. They are pending for it now, even if they were for another; with `noAck` they are not. */
  | (OfConsumer & {
      readonly kind: 'entries-delivered';
      readonly client: ClientId;
      readonly ids: readonly EntryId[];
      readonly noAck: boolean;
      readonly entriesRead: number | null;
    })
  /** A consumer was shown again what is pending for it; those that are deleted are not counted. */
  | (OfConsumer & {
      readonly kind: 'entries-shown-again';
      readonly client: ClientId;
      readonly ids: readonly EntryId[];
    })
  /** Done for this group; the entries stay in the stream. */
  | (OfGroup & {
      readonly kind: 'entries-acknowledged';
      readonly client: ClientId;
      readonly ids: readonly EntryId[];
    })
  /** Pending for this consumer from now on; `from` is whose it was, null if it was nobody's. */
  | (OfConsumer & {
      readonly kind: 'entry-claimed';
      readonly client: ClientId;
      readonly from: string | null;
      readonly pending: Pending;
    })
  /** A claim found that the entry is deleted: nothing is left to do. */
  | (OfGroup & { readonly kind: 'pending-dropped'; readonly id: EntryId });
