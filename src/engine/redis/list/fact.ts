// Everything that can happen to lists. What it changes is in apply.ts.

import type { ClientId, Key, Loss, OfRedis } from '../of.ts';
import type { Element, End } from './state.ts';

export type ListFact = OfRedis &
  (
    | {
        /** One after another at this end; the list comes with its first element. */ readonly kind: 'elements-pushed';
        readonly client: ClientId;
        readonly key: Key;
        readonly end: End;
        readonly elements: readonly Element[];
      }
    | {
        /** Taken for good, in this order: from now on they live in that client alone. */ readonly kind: 'elements-popped';
        readonly client: ClientId;
        readonly key: Key;
        readonly end: End;
        readonly elements: readonly Element[];
      }
    | {
        /** From one list to another (or the same) in one go: it never was in neither. */ readonly kind: 'element-moved';
        readonly client: ClientId;
        readonly from: Key;
        readonly fromEnd: End;
        readonly to: Key;
        readonly toEnd: End;
        readonly element: Element;
      }
    /** Taken out by value, at these places of the list as it was, ascending: the reliable list's ack. */
    | (Loss & {
        readonly kind: 'elements-removed';
        readonly client: ClientId;
        readonly key: Key;
        readonly places: readonly number[];
      })
    /** Only the elements from `from` up to but without `to` are left. */
    | (Loss & {
        readonly kind: 'list-trimmed';
        readonly client: ClientId;
        readonly key: Key;
        readonly from: number;
        readonly to: number;
      })
  );
