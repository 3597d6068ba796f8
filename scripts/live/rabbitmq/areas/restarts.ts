// A broker that stops and comes up again: which queues and messages are still there.

import { conclude, improvise } from '../acts.ts';
import type { Play } from '../play.ts';

export function writeRestarts(play: Play): void {
  const type = play.pick(['classic', 'quorum']);
  const queues = ['q', 'r', 't'];
  play.say('declare', { queue: 'q', type });
  play.say('declare', { queue: 'r', type: play.pick(['classic', 'quorum']) });
  play.say('declare', { queue: 't', type: 'classic', durable: false });
  play.say('declare', { exchange: 'x', type: 'fanout', durable: play.often(50) });
  for (const queue of ['q', 't']) play.say('bind', { exchange: 'x', queue });
  const cast = {
    ...{ clients: ['c1', 'c2'], queues: ['q', 'r'], prefetch: [1, 2] },
    message: () => ({
      ...play.pick([{ key: play.pick(queues) }, { exchange: 'x', key: 'k' }]),
      ...(play.often(40) && { persistent: false }),
    }),
    acts: { publish: 10, consume: 3, get: 4, ack: 3, requeue: 3, crash: 1 },
  };
  improvise(play, cast, 6, 12);
  play.say('restart');
  play.say('publish', { exchange: 'x', key: 'k', body: play.body(), client: 'p2' });
  improvise(play, cast, 2, 5);
  conclude(play, queues, 4);
}
