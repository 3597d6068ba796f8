// Everything that can happen to connections. What it changes is in apply.ts.

import type { ClientId, OfRedis } from '../of.ts';

export type ConnectionFact = OfRedis & { readonly client: ClientId } & (
    | { readonly kind: 'client-connected' }
    | {
        /** With it go its place in all lines and its subscriptions; a command that waited dies unanswered. */
        readonly kind: 'client-disconnected';
        readonly how: 'closed' | 'crashed';
      }
    /** Redis said no, in this line. */
    | { readonly kind: 'call-refused'; readonly argv: readonly string[]; readonly message: string }
  );
