// Everything that can happen in publishing and subscribing. What it changes is in apply.ts.

import type { SendId } from '../../vocabulary.ts';
import type { ClientId, OfRedis } from '../of.ts';
import type { Subscription } from './state.ts';

export type PubsubFact = OfRedis & { readonly client: ClientId } & (
    | { readonly kind: 'subscribed' | 'unsubscribed'; readonly subscription: Subscription }
    | {
        /** Whoever listens at that moment has it, once per subscription and in this order; it is kept nowhere. */
        readonly kind: 'message-broadcast';
        readonly channel: string;
        readonly message: string;
        readonly to: readonly Subscription[];
        /** The send it stands for, where somebody follows it through the lanes. */
        readonly send: SendId | null;
      }
  );
