// One queue or two, and clients that read them, settle what they got, and go: for classic queues and for quorum queues.

import { bodies, conclude, improvise } from '../acts.ts';
import type { Play } from '../play.ts';

const ACTS = {
  ...{ publish: 12, consume: 7, get: 4, ack: 8, requeue: 10, reject: 2, recover: 1 },
  ...{ cancel: 2, crash: 2, close: 1, purge: 1, inspect: 2, settleAmiss: 1 },
};

export function writeClassic(play: Play): void {
  const queues = play.often(35) ? ['q', 'r'] : ['q'];
  for (const queue of queues) play.say('declare', { queue, type: 'classic' });
  // which of several queues goes on first when a channel has room again is a matter of chance
  const window = queues.length === 1 && play.often(25);
  if (window) play.say('open', { client: 'c1', prefetch: play.between(1, 4), prefetchGlobal: true });
  play.say('publish', { key: 'q', bodies: bodies(play) });
  improvise(play, { ...common(play), queues, acts: ACTS }, 18, 32);
  conclude(play, queues);
}

export function writeQuorum(play: Play): void {
  const queues = play.often(25) ? ['q', 'r'] : ['q'];
  const limit = play.weighted<object | null>(
    [3, null],
    [5, { 'x-delivery-limit': play.pick([0, 1, 2, 3]) }],
    [3, { 'x-delivery-limit': -1 }],
  );
  for (const queue of queues) play.say('declare', { queue, type: 'quorum', ...(limit && { args: limit }) });
  const high = play.often(40);
  const message = (): Record<string, unknown> => ({
    key: play.pick(queues),
    ...(high && play.often(40) && { priority: play.pick([0, 4, 5, 9]) }),
  });
  play.say('publish', { key: 'q', bodies: bodies(play) });
  improvise(play, { ...common(play), queues, message, acts: { ...ACTS, requeue: 14 } }, 18, 32);
  conclude(play, queues);
}

const common = (play: Play) => ({
  clients: ['c1', 'c2', 'c3'],
  message: () => ({ key: play.often(80) ? 'q' : 'r' }),
  prefetch: [0, 1, 1, 2, 3],
  subscription: () => ({ ...(play.often(8) && { noAck: true }), ...(play.often(3) && { exclusive: true }) }),
});
