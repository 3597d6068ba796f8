// Exchanges of all types, bound to queues and to each other, and messages that find their way or do not.

import type { Play } from '../play.ts';

const QUEUES = ['q1', 'q2', 'q3'];
const WORDS = ['a', 'b', 'c', ''];
const TYPES = ['direct', 'fanout', 'topic', 'headers'];

export function writeRouting(play: Play): void {
  for (const queue of QUEUES)
    play.say('declare', { queue, type: play.pick(['classic', 'classic', 'quorum']) });
  const exchanges = ['x', 'y', 'z'].slice(0, play.between(1, 3));
  for (const exchange of exchanges) {
    const other = play.pick(['x', 'y', 'z', 'nowhere', 'amq.fanout']);
    play.say('declare', {
      ...{ exchange, type: play.pick(TYPES) },
      ...(play.often(15) && { autoDelete: true }),
      ...(play.often(35) && { args: { 'alternate-exchange': other } }),
    });
  }
  const bind = (): void => play.say('bind', way(play, exchanges));
  play.times(3, 7, bind);
  play.times(8, 20, () =>
    play.weighted(
      [10, () => publish(play, exchanges)],
      [3, bind],
      [
        2,
        () =>
          play.say('unbind', { exchange: play.pick(exchanges), queue: play.pick(QUEUES), key: key(play) }),
      ],
      [
        1,
        () =>
          play.say('delete', { exchange: play.pick(exchanges), ...(play.often(50) && { ifUnused: true }) }),
      ],
      [1, () => play.say('delete', { queue: play.pick(QUEUES) })],
      [1, () => play.say('declare', { exchange: play.pick(exchanges), type: play.pick(TYPES) })],
      [1, () => play.say('inspect', { queue: play.pick(QUEUES) })],
    )(),
  );
  for (const queue of QUEUES) {
    play.say('inspect', { queue });
    play.times(2, 5, () => play.say('get', { client: `of-${queue}`, queue }));
  }
}

/** A key, or with `#` and `*` a pattern; patterns are keys like others where nobody reads them so. */
const key = (play: Play, ...more: readonly string[]): string =>
  Array.from({ length: play.between(1, 3) }, () => play.pick([...WORDS, ...more])).join('.');

function way(play: Play, exchanges: readonly string[]): Record<string, unknown> {
  const exchange = play.pick([...exchanges, ...exchanges, 'amq.topic', 'amq.headers', 'amq.direct']);
  const target = play.often(75) ? { queue: play.pick(QUEUES) } : { to: play.pick(exchanges) };
  const args = play.often(50) ? { args: { ...play.pick(MATCHES), ...headers(play) } } : {};
  return { exchange, ...target, key: play.often(50) ? play.pick(WORDS) : key(play, '*', '#', '#'), ...args };
}

const MATCHES = [
  {},
  { 'x-match': 'all' },
  { 'x-match': 'any' },
  { 'x-match': 'any' },
  { 'x-match': 'all-with-x' },
  { 'x-match': 'any-with-x' },
];

function headers(play: Play): object {
  const pairs = [
    ['h', play.pick([1, 2, '1'])],
    ['k', play.pick(['v', 'w', true])],
    ['x-h', play.pick([1, 2])],
    ['n', null],
  ];
  return Object.fromEntries(pairs.filter(() => play.often(40))) as object;
}

function publish(play: Play, exchanges: readonly string[]): void {
  if (play.revive('pub')) return;
  play.say('publish', {
    ...{ exchange: play.pick([...exchanges, ...exchanges, 'amq.topic', 'amq.headers', 'amq.direct', '']) },
    ...{ key: play.often(50) ? play.pick([...WORDS, ...QUEUES]) : key(play), body: play.body() },
    ...(play.often(40) && { mandatory: true }),
    ...(play.often(50) && { headers: headers(play) }),
    ...(play.often(10) && { cc: [key(play)] }),
    ...(play.often(10) && { bcc: [play.pick(QUEUES), key(play)] }),
  });
}
