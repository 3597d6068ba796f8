// Everything that can happen to clients that wait. What it changes is in apply.ts.

import type { Refusal } from '../../command.ts';
import type { Reply } from '../command.ts';
import type { Wait } from '../connection/state.ts';
import type { ClientId, OfRedis } from '../of.ts';

export type BlockingFact = OfRedis & { readonly client: ClientId } & (
    | {
        /** It found nothing and stands at the end of the line of each of its keys. */ readonly kind: 'client-blocked';
        readonly wait: Wait;
      }
    /** It ran again and found nothing: it went to the end of each of its lines, and gives up when it would have. */
    | { readonly kind: 'client-still-blocked' }
    /** It ran again and has its answer. */
    | { readonly kind: 'client-woken'; readonly reply: Reply | Refusal }
    /** It has waited for as long as it wanted, and gets nil. */
    | { readonly kind: 'client-timed-out' }
  );
