// Who listens to channels and patterns, and what each is sent.

import type { Play } from '../play.ts';

const CHANNELS = ['news', 'news.eu', 'news.eu.de', 'n', 'old[s]'];
const PATTERNS = ['news*', 'news.*', '*', 'n?ws', 'n[e-f]ws', 'n[^x]*', 'news.e\\u', 'old\\[s\\]', 'NEWS'];
const LISTENERS = ['s1', 's2', 's3'];

export function writePubSub(play: Play): void {
  const listening = new Set<string>();
  const publish = (): (string | number)[] => ['PUBLISH', play.pick(CHANNELS), play.value()];
  play.times(14, 28, () => {
    const client = play.pick(LISTENERS);
    play.weighted<() => void>(
      [4, () => subscribe(play, client, listening)],
      [2, () => listening.has(client) && play.say('unsubscribe', { client, channel: play.pick(CHANNELS) })],
      [8, () => play.send('p', publish())],
      [2, () => play.transact('p', [publish(), publish()])],
      [1, () => listening.delete(client) && play.say('crash', { client })],
    )();
  });
}

/** One pattern at most: which of several that match comes first is a matter of a hash order. */
function subscribe(play: Play, client: string, listening: Set<string>): void {
  const isNew = !listening.has(client);
  listening.add(client);
  if (isNew && play.often(50)) return play.say('subscribe', { client, pattern: play.pick(PATTERNS) });
  const channels = [play.pick(CHANNELS), play.pick(CHANNELS)];
  play.say('subscribe', { client, channel: play.often(60) ? channels[0] : channels });
}
