// Messages that live for a while only, by their queue or by themselves. What is asked in between takes the real broker some time,
// so lives are far longer than that, or none at all.

import { bodies, conclude, improvise } from '../acts.ts';
import type { Play } from '../play.ts';

/** A life that ends while it is waited, one that does not, and none at all. */
const LIVES = ['4000', '600000', '0'];
const WAIT_MS = 6000;

export function writeExpiry(play: Play): void {
  const type = play.pick(['classic', 'quorum']);
  const dies = play.often(70);
  play.say('declare', { queue: 'd', type: play.pick([type, 'classic']) });
  const args = {
    ...(play.often(50) && { 'x-message-ttl': Number(play.pick(LIVES)) }),
    ...(dies && { 'x-dead-letter-exchange': '', 'x-dead-letter-routing-key': 'd' }),
    ...(type === 'classic' && play.often(20) && { 'x-max-priority': 3 }),
    ...(play.often(15) && { 'x-max-length': play.between(1, 3) }),
  };
  play.say('declare', { queue: 'q', type, ...(Object.keys(args).length > 0 && { args }) });
  const message = (): Record<string, unknown> => ({
    key: 'q',
    ...(play.often(60) && { expiration: play.pick(LIVES) }),
    ...('x-max-priority' in args && play.often(50) && { priority: play.between(1, 3) }),
  });
  const cast = { clients: ['c1', 'c2'], queues: ['q'], prefetch: [1, 2, 0], message };
  play.times(1, 2, () => {
    if (play.often(40)) improvise(play, { ...cast, acts: { consume: 1 } }, 1, 1);
    play.times(1, 4, () =>
      play.say('publish', {
        ...message(),
        ...(play.often(50) ? { body: play.body() } : { bodies: bodies(play) }),
      }),
    );
    improvise(play, { ...cast, acts: { get: 3, ack: 2, requeue: 3, crash: 1, consume: 2 } }, 1, 4);
    play.say('wait', { ms: WAIT_MS });
    improvise(play, { ...cast, acts: { get: 4, ack: 2, requeue: 5, reject: 1, crash: 1, inspect: 2 } }, 1, 4);
  });
  conclude(play, ['q', 'd'], 4);
}
