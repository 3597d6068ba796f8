// What publishers are told: confirms, refusals and returns, for one message to several queues too, alone and in bursts.

import { conclude } from '../acts.ts';
import { bodies } from '../acts.ts';
import type { Play } from '../play.ts';

const QUEUES = ['a', 'b', 'c'];

export function writeConfirms(play: Play): void {
  for (const queue of QUEUES) {
    const type = play.pick(['classic', 'classic', 'quorum']);
    const args = {
      ...(play.often(50) && { 'x-max-length': play.pick([1, 2, 3]) }),
      ...(play.often(60) && {
        'x-overflow': play.pick(['reject-publish', 'reject-publish-dlx', 'drop-head']),
      }),
      ...(play.often(30) && { 'x-dead-letter-exchange': '', 'x-dead-letter-routing-key': play.pick(QUEUES) }),
    };
    play.say('declare', { queue, type, ...(Object.keys(args).length > 0 && { args }) });
  }
  play.say('declare', {
    exchange: 'f',
    type: 'fanout',
    ...(play.often(30) && { args: { 'alternate-exchange': 'g' } }),
  });
  play.say('declare', { exchange: 'g', type: 'direct' });
  play.times(0, 3, () => play.say('bind', { exchange: 'f', queue: play.pick(QUEUES) }));
  play.times(0, 2, () => play.say('bind', { exchange: 'g', queue: play.pick(QUEUES), key: 'k' }));
  play.times(10, 20, () =>
    play.weighted(
      [8, () => publish(play)],
      [3, () => play.say('get', { client: 'c', queue: play.pick(QUEUES), noAck: play.often(70) })],
      [1, () => play.say('purge', { queue: play.pick(QUEUES) })],
      [1, () => play.say('unbind', { exchange: 'f', queue: play.pick(QUEUES) })],
      [1, () => play.say('inspect', { queue: play.pick(QUEUES) })],
    )(),
  );
  conclude(play, QUEUES, 3);
}

function publish(play: Play): void {
  const client = play.pick(['pub', 'p2']);
  if (play.revive(client)) return;
  const several = play.often(35) ? { bodies: bodies(play) } : { body: play.body() };
  play.say('publish', {
    client,
    ...play.pick([
      { key: play.pick([...QUEUES, 'none']) },
      { exchange: 'f', key: 'k' },
      { exchange: 'g', key: play.pick(['k', 'l']) },
    ]),
    ...several,
    ...(play.often(40) && { mandatory: true }),
    ...(play.often(30) && { persistent: false }),
  });
}
