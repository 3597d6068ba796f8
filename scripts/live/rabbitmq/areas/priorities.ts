// Messages that matter more than others, and consumers that do.

import { conclude, improvise } from '../acts.ts';
import type { Play } from '../play.ts';

export function writePriorities(play: Play): void {
  const type = play.pick(['classic', 'classic', 'quorum']);
  const args = {
    ...(type === 'classic' && play.often(80) && { 'x-max-priority': play.pick([1, 3, 5, 10]) }),
    ...(play.often(15) && { 'x-max-length': play.between(2, 5) }),
  };
  play.say('declare', { queue: 'q', type, ...(Object.keys(args).length > 0 && { args }) });
  const cast = {
    ...{ clients: ['c1', 'c2', 'c3'], queues: ['q'], prefetch: [0, 1, 1, 2] },
    message: () => ({ key: 'q', ...(play.often(80) && { priority: play.pick([0, 1, 2, 3, 4, 5, 6, 9]) }) }),
    subscription: () => (play.often(60) ? { priority: play.pick([-1, 0, 1, 2, 5]) } : {}),
    acts: {
      ...{ publish: 14, consume: 8, get: 4, ack: 9, requeue: 7, reject: 1, recover: 1 },
      ...{ cancel: 2, crash: 2, close: 1, inspect: 1 },
    },
  };
  improvise(play, cast, 18, 32);
  conclude(play, ['q'], 6);
}
