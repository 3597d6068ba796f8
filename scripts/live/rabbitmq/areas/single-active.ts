// Queues of which one consumer is served at a time.

import { conclude, improvise } from '../acts.ts';
import type { Play } from '../play.ts';

export function writeSingleActive(play: Play): void {
  const type = play.pick(['classic', 'quorum', 'quorum']);
  play.say('declare', { queue: 'q', type, args: { 'x-single-active-consumer': true } });
  const ranked = play.often(60);
  const cast = {
    ...{ clients: ['c1', 'c2', 'c3'], queues: ['q'], prefetch: [0, 1, 2] },
    message: () => ({ key: 'q' }),
    subscription: () => ({
      ...(ranked && play.often(60) && { priority: play.between(0, 3) }),
      ...(play.often(5) && { noAck: true }),
      ...(play.often(4) && { exclusive: true }),
    }),
    acts: {
      ...{
        publish: 9,
        consume: 10,
        get: type === 'classic' ? 2 : 1,
        ack: 8,
        requeue: 5,
        reject: 1,
        recover: 1,
      },
      ...{ cancel: 4, crash: 2, close: 2, inspect: 2 },
    },
  };
  improvise(play, cast, 18, 32);
  conclude(play, ['q'], type === 'classic' ? 4 : 0);
}
