// Streams: added to under ids of all kinds, read, waited for, cut and told about.

import { improvise, type Kind, several } from '../acts.ts';
import type { Command, Play } from '../play.ts';

const KEYS = ['s', 't'];

export const id = (play: Play): string =>
  play.pick(['0', '0-1', '1', '1-1', '2-0', '3-2', '5', '5-1', '9-0', '12', '20-1', '0-0', '99']);

/** What an entry may be added under. */
const newId = (play: Play): string =>
  play.weighted(
    [4, '*'],
    [8, `${play.between(1, 30)}-${play.below(3)}`],
    [3, `${play.between(1, 30)}-*`],
    [2, String(play.between(1, 40))],
    [1, play.pick(['0-0', '0-*', 'x', '-1', '1-1-1', '1-', '', '18446744073709551615-1'])],
  );

function trimming(play: Play): Command {
  const by = play.often(60) ? ['MAXLEN', play.pick([0, 1, 2, 3, 5, 100, -1])] : ['MINID', id(play)];
  const limit = play.often(10) ? ['LIMIT', play.pick([0, 1, 100])] : [];
  return [by[0]!, ...play.pick([[], [], ['='], ['~']]), by[1]!, ...limit];
}

export function streamCommands(play: Play): Kind[] {
  const key = (): string => play.pick(KEYS);
  const bound = (): string =>
    play.weighted([4, id(play)], [2, `(${id(play)}`], [2, '-'], [2, '+'], [1, play.pick(['x', '(', '(-'])]);
  const count = (): Command => (play.often(35) ? ['COUNT', play.pick([1, 2, 3, 0, -1])] : []);
  const fields = (): Command =>
    play.pick([['f', play.value()], ['f', play.value()], ['f', 'x', 'g', play.value()], ['f']]);
  return [
    [
      9,
      () => [
        'XADD',
        key(),
        ...(play.often(10) ? ['NOMKSTREAM'] : []),
        ...(play.often(15) ? trimming(play) : []),
        newId(play),
        ...fields(),
      ],
    ],
    [3, () => ['XRANGE', key(), bound(), bound(), ...count()]],
    [2, () => ['XREVRANGE', key(), bound(), bound(), ...count()]],
    [3, () => ['XREAD', ...count(), ...from(play)]],
    [2, () => ['XDEL', key(), ...several(play, [id(play), id(play)])]],
    [2, () => ['XTRIM', key(), ...trimming(play)]],
    [2, () => ['XINFO', 'STREAM', key()]],
    [2, () => [play.pick(['XLEN', 'TYPE', 'EXISTS']), key()]],
    [1, () => ['DEL', key()]],
  ];
}

function from(play: Play): Command {
  const keys = play.often(60) ? [play.pick(KEYS)] : KEYS;
  return ['STREAMS', ...keys, ...keys.map(() => play.pick([id(play), id(play), '0', '$', '+']))];
}

export function writeStreams(play: Play): void {
  play.times(4, 8, () => {
    improvise(
      play,
      ['w1', 'w2'],
      [[1, () => ['XREAD', ...(play.often(20) ? ['COUNT', 1] : []), 'BLOCK', 0, ...from(play)]]],
      [0, 2],
    );
    improvise(play, ['p'], streamCommands(play), [3, 7]);
  });
  for (const key of KEYS) {
    play.send('p', ['XRANGE', key, '-', '+']);
    play.send('p', ['XINFO', 'STREAM', key]);
  }
}
