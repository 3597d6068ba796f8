// Queues that hold only so much, in messages or in bytes, and what each does with the rest.

import { conclude, improvise } from '../acts.ts';
import type { Play } from '../play.ts';

export function writeLength(play: Play): void {
  const type = play.pick(['classic', 'quorum']);
  play.say('declare', { queue: 'd', type: play.pick([type, 'classic']) });
  const args = {
    ...(play.often(80) && { 'x-max-length': play.pick([0, 1, 2, 3, 5]) }),
    ...(play.often(30) && { 'x-max-length-bytes': play.pick([0, 2, 5, 10, 20]) }),
    ...(play.often(70) && { 'x-overflow': play.pick(['drop-head', 'reject-publish', 'reject-publish-dlx']) }),
    ...(play.often(60) && { 'x-dead-letter-exchange': '', 'x-dead-letter-routing-key': 'd' }),
    ...(type === 'classic' && play.often(20) && { 'x-max-priority': 5 }),
  };
  play.say('declare', { queue: 'q', type, args });
  const cast = {
    ...{ clients: ['c1', 'c2'], queues: ['q'], prefetch: [0, 1, 2, 3] },
    message: () => ({
      key: 'q',
      ...(play.often(25) && { pad: play.between(1, 9) }),
      ...(play.often(30) && { priority: play.between(0, 9) }),
    }),
    acts: {
      ...{
        publish: 14,
        burst: type === 'classic' ? 2 : 0,
        consume: 3,
        get: 4,
        ack: 4,
        requeue: 6,
        reject: 2,
      },
      ...{ cancel: 1, crash: 2, inspect: 3, purge: 1 },
    },
  };
  improvise(play, cast, 16, 28);
  conclude(play, ['q', 'd'], 4);
}
