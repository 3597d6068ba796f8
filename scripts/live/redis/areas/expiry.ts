// Keys that live for a while only, with lists, sets and streams in them and clients that wait for them.

import { improvise, type Kind } from '../acts.ts';
import type { Play } from '../play.ts';

const KEYS = ['l', 's', 'z'];

export function writeExpiry(play: Play): void {
  const key = (): string => play.pick(KEYS);
  // a life that ends while it is waited, one that does not, and none
  const life = (): number => play.pick([1500, 1500, 600_000, 0, -1]);
  const kinds: Kind[] = [
    [5, () => ['RPUSH', 'l', play.value()]],
    [3, () => ['ZADD', 'z', play.between(1, 5), play.value()]],
    [3, () => ['XADD', 's', `${play.between(1, 9)}-*`, 'f', play.value()]],
    [1, () => ['XGROUP', 'CREATE', 's', 'g', '0', 'MKSTREAM']],
    [
      6,
      () => [
        'PEXPIRE',
        key(),
        life(),
        ...play.pick([[], [], ['NX'], ['XX'], ['GT'], ['LT'], ['NX', 'XX'], ['GT', 'LT']]),
      ],
    ],
    [1, () => ['EXPIRE', key(), play.pick([600, 0, -1, 'x', '9223372036854775807'])]],
    [2, () => [play.pick(['PTTL', 'EXISTS', 'TYPE', 'DEL']), key()]],
    [
      2,
      () =>
        play.pick([
          ['LPOP', 'l'],
          ['LMOVE', 'l', 'm', 'LEFT', 'LEFT'],
          ['ZPOPMIN', 'z'],
          ['XLEN', 's'],
        ]),
    ],
    [1, () => ['XREADGROUP', 'GROUP', 'g', 'c', 'COUNT', 1, 'STREAMS', 's', '>']],
  ];
  const blocking: Kind[] = [
    [2, () => [play.pick(['BLPOP', 'BRPOP']), 'l', 0]],
    [1, () => ['BZPOPMIN', 'z', 0]],
    [2, () => ['XREADGROUP', 'GROUP', 'g', 'c', 'BLOCK', 0, 'STREAMS', 's', '>']],
    [1, () => ['XREAD', 'BLOCK', 0, 'STREAMS', 's', '$']],
  ];
  play.times(1, 2, () => {
    improvise(play, ['p'], kinds, [4, 9]);
    improvise(play, ['w1', 'w2'], blocking, [0, 2]);
    improvise(play, ['p'], kinds, [0, 4]);
    play.say('wait', { ms: 2500 });
    improvise(play, ['p'], kinds, [2, 6]);
  });
  for (const one of KEYS) play.send('p', ['EXISTS', one]);
}
