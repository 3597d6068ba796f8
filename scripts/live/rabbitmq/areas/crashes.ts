// Connections that die, channels that errors close, consumers that are cancelled: with what they held, and who gets it then.

import { conclude, improvise } from '../acts.ts';
import type { Play } from '../play.ts';

export function writeCrashes(play: Play): void {
  const type = play.pick(['classic', 'quorum']);
  const args =
    type === 'quorum' && play.often(60) ? { args: { 'x-delivery-limit': play.pick([0, 1, 2, -1]) } } : {};
  play.say('declare', { queue: 'q', type, ...args });
  const cast = {
    ...{ clients: ['c1', 'c2', 'c3', 'c4'], queues: ['q'], prefetch: [0, 1, 2, 4] },
    message: () => ({ key: 'q', client: play.pick(['pub', 'pub', 'c1', 'c4']) }),
    subscription: () => (play.often(15) ? { noAck: true } : {}),
    acts: {
      ...{
        publish: 9,
        burst: type === 'classic' ? 1 : 0,
        consume: 9,
        get: 3,
        ack: 4,
        requeue: 3,
        recover: 2,
      },
      ...{ crash: 6, close: 4, cancel: 4, settleAmiss: 3, inspect: 2 },
    },
  };
  improvise(play, cast, 16, 30);
  conclude(play, ['q'], 4);
}
