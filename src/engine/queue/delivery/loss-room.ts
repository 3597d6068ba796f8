// Messages that go without having been acked, as a room: given up by whoever held them, too old, too many, or back too often; and
// where they go then.

import { expireHead, lookAtHead } from '../order/expiry.ts';
import { dropOverflow, refuseOrResume, refuses } from '../order/overflow.ts';
import type { Room } from '../room.ts';
import { buryRefused, giveUp } from './dead-letter.ts';
import { lossFacts } from './loss-apply.ts';

export const lossRoom: Room = {
  rules: {
    'give-up': giveUp,
    'bury-refused': buryRefused,
    'expire-head': expireHead,
    'expire-messages': lookAtHead,
    'drop-overflow': dropOverflow,
    'refuse-or-resume': refuseOrResume,
    refuses,
  },
  facts: lossFacts,
};
