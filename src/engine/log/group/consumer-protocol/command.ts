// What is asked of the consumer protocol: by a consumer's own calls, when topics changed, and by the timers of coordinator and members.

import type { ConsumerId, GroupId } from '../../../vocabulary.ts';
import type { OfLog } from '../../of.ts';
import type { Departure } from '../classic/fact.ts';
import type { MembershipOperation } from '../membership.ts';

export type ConsumerGroupCommand = OfLog &
  (
    | {
        /** The part that a consumer takes in its group, as far as it happens inside its own calls. `take-part` answers as a poll does. */
        readonly kind: 'as-member';
        readonly act: 'take-part' | 'leave' | 'stall' | 'die' | 'follow-subscription';
        readonly consumer: ConsumerId;
        /** How it leaves. */
        readonly operation?: MembershipOperation;
      }
    | {
        /**
         * A client of the classic protocol meets a group of this one: it asks to join, heartbeats, leaves or stays away (`because`), or
         * is not heard of any more. `join` answers null or a `Refusal`.
         */
        readonly kind: 'serve-classic-client';
        readonly act: 'join' | 'hear' | 'leave' | 'stay-away' | 'fall-silent';
        readonly consumer: ConsumerId;
        readonly because?: Departure;
      }
    /** Topics that members of the group want may have changed. */
    | { readonly kind: 'notice-topics'; readonly group: GroupId }
    | {
        readonly kind: 'send-heartbeat' | 'end-session' | 'drop-late-member';
        readonly group: GroupId;
        readonly consumer: ConsumerId;
      }
  );
