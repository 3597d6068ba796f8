// Streams: read from where one likes, by as many as like, and never emptied by it. How many messages there are the real broker
// tells some seconds late, so nobody asks.

import { bodies } from '../acts.ts';
import type { Play } from '../play.ts';

const CLIENTS = ['c1', 'c2', 'c3'];

export function writeStreams(play: Play): void {
  play.say('declare', { queue: 's', type: 'stream' });
  if (play.often(40)) play.say('bind', { exchange: 'amq.fanout', queue: 's' });
  const publish = (): void =>
    play.say('publish', {
      ...play.pick([{ key: 's' }, { exchange: 'amq.fanout', key: 'k' }]),
      ...(play.often(50) ? { body: play.body() } : { bodies: bodies(play) }),
      ...(play.often(20) && { headers: { h: 1 } }),
      ...(play.often(10) && { priority: 3 }),
    });
  play.times(0, 3, publish);
  play.times(12, 24, () => {
    const client = play.pick(CLIENTS);
    const held = play.held(client);
    if (play.revive(client)) return;
    play.weighted<() => void>(
      [5, publish],
      [6, () => consume(play, client)],
      [held.length > 0 ? 8 : 0, () => settle(play, client, play.pick(held))],
      [1, () => play.consumers().some(({ id }) => id === client) && play.say('cancel', { client })],
      [1, () => play.stateOf(client) === 'open' && play.say('crash', { client })],
      [1, () => play.stateOf(client) === 'open' && play.say('recover', { client })],
      [1, () => play.say('purge', { queue: 's' })],
    )();
  });
}

function consume(play: Play, client: string): void {
  if (play.consumers().some(({ id }) => id === client)) return;
  const offset = play.weighted<unknown>(
    [3, 'first'],
    [2, 'last'],
    [2, 'next'],
    [4, play.below(12)],
    [1, '1h'],
    [1, play.pick(['yesterday', -1, '1 parsec'])],
    [2, undefined],
  );
  play.say('consume', {
    ...{ client, queue: 's' },
    ...(play.stateOf(client) === 'away' && { prefetch: play.pick([1, 2, 3, 10]) }),
    ...(offset !== undefined && { args: { 'x-stream-offset': offset } }),
  });
}

function settle(play: Play, client: string, tag: number): void {
  const multiple = play.often(30) ? { multiple: true } : {};
  play.weighted(
    [6, () => play.say('ack', { client, tag, ...multiple })],
    [1, () => play.say('nack', { client, tag, requeue: play.often(50), ...multiple })],
    [1, () => play.say('reject', { client, tag, requeue: play.often(50) })],
  )();
}
