// Sorted sets as queues of what matters most: added to, popped from the lowest, and waited for.

import { improvise, type Kind, several } from '../acts.ts';
import type { Play } from '../play.ts';

const KEYS = ['y', 'z'];
const SCORES = [0, 1, 2, -1, '1.5', '-0', '1e3', 'inf', '-inf', '3.0', '+5', '0x10', 'nan', 'x', '1e400', ''];
const MEMBERS = ['m', 'n', 'o', 'M', '', '10', '9'];

export function writeSortedSets(play: Play): void {
  const key = (): string => play.pick(KEYS);
  const score = () => (play.often(85) ? play.pick(SCORES.slice(0, 6)) : play.pick(SCORES));
  const pairs = () => Array.from({ length: play.between(1, 3) }, () => [score(), play.pick(MEMBERS)]).flat();
  const options = () => ['NX', 'XX', 'GT', 'LT', 'CH'].filter(() => play.often(20));
  const kinds: Kind[] = [
    [8, () => ['ZADD', key(), ...options(), ...pairs()]],
    [1, () => ['ZADD', key(), ...play.pick([[], [1], [1, 'm', 2], ['NX']])]],
    [3, () => ['ZPOPMIN', key()]],
    [2, () => ['ZPOPMIN', key(), play.pick([0, 1, 2, 9, -1, 'x'])]],
    [2, () => ['ZCARD', key()]],
    [1, () => [play.pick(['DEL', 'EXISTS', 'TYPE']), key()]],
  ];
  play.times(4, 8, () => {
    const timeout = play.pick([0, 0, 0, -1, 'x']);
    improvise(play, ['w1', 'w2', 'w3'], [[1, () => ['BZPOPMIN', ...several(play, KEYS), timeout]]], [0, 2]);
    improvise(play, ['p'], kinds, [2, 6]);
  });
  for (const one of KEYS) play.send('p', ['ZPOPMIN', one, 20]);
}
