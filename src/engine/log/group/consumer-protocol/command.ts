// What is asked of the consumer protocol: by a consumer's own calls, when topics changed, and by the timers of coordinator and members.

import type { ConsumerId, GroupId } from '../../../vocabulary.ts';
import type { OfLog } from '../../of.ts';
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
    /** Topics that members of the group want may have changed. */
    | { readonly kind: 'notice-topics'; readonly group: GroupId }
    | {
        readonly kind: 'send-heartbeat' | 'end-session' | 'end-revocation';
        readonly group: GroupId;
        readonly consumer: ConsumerId;
      }
  );
