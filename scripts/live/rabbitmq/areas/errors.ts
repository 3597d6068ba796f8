// What is asked amiss, with AMQP's code for it, and what it takes with it: a channel or the whole connection.

import { conclude, improvise } from '../acts.ts';
import type { Play } from '../play.ts';

export function writeErrors(play: Play): void {
  play.say('declare', { queue: 'q', type: 'classic' });
  play.say('declare', { queue: 'k', type: 'quorum' });
  play.say('declare', { queue: 's', type: 'stream' });
  play.say('declare', { exchange: 'x', type: 'direct' });
  const queues = ['q', 'k'];
  const cast = {
    ...{ clients: ['c1', 'c2'], queues, prefetch: [0, 1, 3] },
    message: () => ({ key: play.pick(queues) }),
    acts: { publish: 6, consume: 5, get: 3, ack: 3, requeue: 2, settleAmiss: 3, inspect: 1 },
  };
  play.times(14, 24, () => {
    if (play.often(55)) return improvise(play, cast, 1, 1);
    const client = play.pick(cast.clients);
    if (play.often(60) && play.revive(client)) return;
    const [verb, fields] = play.pick(amiss(play, client));
    // a library refuses to publish on what is closed in words of its own
    if (verb === 'publish' && play.revive(client)) return;
    play.say(verb, fields);
  });
  conclude(play, queues, 2);
}

function amiss(play: Play, client: string): [string, Record<string, unknown>][] {
  const isNew = play.stateOf(client) === 'away';
  const limited = isNew ? { prefetch: 2 } : {};
  const taken = play.consumers().some(({ id }) => id === client);
  const free = taken ? `${client}.z` : client;
  const spare = play.consumers().some(({ id }) => id === free) ? `${free}.y` : free;
  return [
    ['publish', { client, exchange: 'none', key: 'q', body: play.body() }],
    ['publish', { client, exchange: 'x', key: 'q', body: play.body(), mandatory: true }],
    ['publish', { client, key: 'q', body: play.body(), expiration: play.pick(['-1', 'soon', '', '1.5']) }],
    ['get', { client, queue: 'none' }],
    ['get', { client, queue: 's' }],
    ['consume', { client, queue: 'none', consumer: spare, ...limited }],
    ['consume', { client, queue: 's', consumer: spare, ...(isNew && { prefetch: 0 }) }],
    ['consume', { client, queue: 's', consumer: spare, ...limited, noAck: true }],
    ['consume', { client, queue: play.pick(['q', 'k']), consumer: spare, ...limited, exclusive: true }],
    ['bind', { exchange: '', queue: 'q', key: 'k' }],
    ['bind', { exchange: 'none', queue: 'q' }],
    ['bind', { exchange: 'x', queue: 'none' }],
    ['unbind', { exchange: 'x', queue: 'q', key: 'never' }],
    ['declare', { queue: 'q', type: 'quorum' }],
    ['declare', { queue: 'q', type: 'classic', durable: false, ...(play.often(50) && !isNew && { client }) }],
    ['declare', { exchange: 'x', type: 'fanout' }],
    ['declare', { exchange: 'amq.mine', type: 'fanout' }],
    ['declare', { exchange: 'w', type: 'circle' }],
    ['declare', { queue: 'amq.mine', type: 'classic' }],
    ['delete', { queue: play.pick(['q', 'k']), ifUnused: true, ifEmpty: true }],
    ['delete', { exchange: 'amq.direct' }],
    ['purge', { queue: play.pick(['s', 'none']) }],
    ['inspect', { queue: 'none' }],
    ...(isNew
      ? ([['open', { client, prefetch: 2, prefetchGlobal: true }]] as [string, Record<string, unknown>][])
      : []),
  ];
}
