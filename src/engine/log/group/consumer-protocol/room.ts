// The consumer protocol as a room: a run whose consumers all speak the classic one does without it.

import type { Room } from '../../room.ts';
import { assignedGroupSettings } from '../broker-settings.ts';
import { copyConsumerProtocol } from './copies.ts';
import { consumerGroupFacts } from './apply.ts';
import { departAsClassic, fallSilentAsClassic, hearAsClassic, joinAsClassic } from './classic-member.ts';
import { dropLateMember, endSession } from './departure.ts';
import { planHeartbeats, sendHeartbeat } from './heartbeats.ts';
import { die, followSubscription, leave, stall, takePart } from './membership.ts';
import { logOf } from '../../reading.ts';

export const consumerProtocolRoom: Room = {
  rules: {
    'as-member': (context, { lane, consumer: name, act, operation }) => {
      const consumer = logOf(context.world, lane).consumers[name]!;
      switch (act) {
        case 'take-part':
          return takePart(context, lane, consumer);
        case 'leave':
          return leave(context, lane, consumer, operation ?? 'DEFAULT');
        case 'stall':
          return stall(context, lane, consumer);
        case 'die':
          return die(context, lane, consumer);
        case 'follow-subscription':
          return followSubscription(context, lane, consumer);
      }
    },
    'serve-classic-client': (context, { lane, consumer: name, act, because }) => {
      const consumer = logOf(context.world, lane).consumers[name]!;
      switch (act) {
        case 'join':
          return joinAsClassic(context, lane, consumer);
        case 'hear':
          return hearAsClassic(context, lane, consumer);
        case 'leave':
        case 'stay-away':
          return departAsClassic(context, lane, consumer, because ?? 'left', act === 'leave');
        case 'fall-silent':
          return fallSilentAsClassic(context, lane, consumer);
      }
    },
    'notice-topics': (context, { lane, group }) => planHeartbeats(context, lane, group),
    'send-heartbeat': sendHeartbeat,
    'end-session': endSession,
    'drop-late-member': dropLateMember,
  },
  facts: consumerGroupFacts,
  settings: assignedGroupSettings,
  copy: copyConsumerProtocol,
};
