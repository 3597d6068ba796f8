// Queues whose dead go on to others, round in circles too: the headers that tell of it, and who stops.

import { conclude, improvise } from '../acts.ts';
import type { Play } from '../play.ts';

const QUEUES = ['a', 'b', 'c'];

export function writeDeadLetters(play: Play): void {
  const mixed = play.often(30);
  const type = play.pick(['classic', 'quorum']);
  play.say('declare', { exchange: 'x', type: 'direct' });
  play.say('declare', { exchange: 'f', type: 'fanout' });
  for (const queue of QUEUES) {
    const own = mixed ? play.pick(['classic', 'quorum']) : type;
    const args = { ...deadLetters(play), ...limits(play, own) };
    play.say('declare', { queue, type: own, ...(Object.keys(args).length > 0 && { args }) });
  }
  play.times(1, 3, () =>
    play.say('bind', { exchange: 'x', queue: play.pick(QUEUES), key: play.pick(QUEUES) }),
  );
  play.say('bind', { exchange: 'f', queue: play.pick(QUEUES) });
  const cast = {
    ...{ clients: ['c1', 'c2'], queues: QUEUES, prefetch: [1, 2, 5] },
    message: () => ({
      ...play.pick([
        { key: play.pick(QUEUES) },
        { exchange: 'x', key: play.pick(QUEUES) },
        { exchange: 'f', key: 'k' },
      ]),
      ...(play.often(20) && {
        headers: play.pick([{ h: 1 }, { 'x-match': 'all' }, { nested: { deep: 'yes' } }]),
      }),
      ...(play.often(10) && { cc: [play.pick(QUEUES)] }),
      ...(play.often(10) && { bcc: [play.pick(QUEUES)] }),
    }),
    acts: { publish: 8, consume: 3, get: 8, ack: 1, reject: 14, requeue: 4, crash: 1, inspect: 2 },
  };
  improvise(play, cast, 16, 28);
  conclude(play, QUEUES);
}

function deadLetters(play: Play): object {
  if (play.often(15)) return {};
  const exchange = play.weighted([5, ''], [4, 'x'], [2, 'f'], [1, 'none']);
  const keyed = exchange === '' || play.often(40);
  return {
    'x-dead-letter-exchange': exchange,
    ...(keyed && { 'x-dead-letter-routing-key': play.pick([...QUEUES, ...QUEUES, 'nobody']) }),
  };
}

const limits = (play: Play, type: string): object => ({
  ...(play.often(20) && { 'x-max-length': play.pick([0, 1, 2]) }),
  ...(type === 'quorum' && play.often(40) && { 'x-delivery-limit': play.pick([0, 1, 2]) }),
});
