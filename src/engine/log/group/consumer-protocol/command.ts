// What the timers of a consumer group's coordinator and of its members bring back.

import type { ConsumerId, GroupId } from '../../../vocabulary.ts';
import type { OfLog } from '../../of.ts';

export type ConsumerGroupCommand = OfLog & {
  readonly kind: 'send-heartbeat' | 'end-session' | 'end-revocation';
  readonly group: GroupId;
  readonly consumer: ConsumerId;
};
