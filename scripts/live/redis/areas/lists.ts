// Lists as queues: pushed, popped and moved, cut, and looked at; with and without waiting for what may come.

import { improvise, type Kind, several, side, values } from '../acts.ts';
import type { Play } from '../play.ts';

const KEYS = ['a', 'b', 'c'];

/** What is done with lists at once. */
export function listCommands(play: Play): Kind[] {
  const key = (): string => play.pick(KEYS);
  const place = (): number => play.pick([0, 0, 1, 2, 5, -1, -2, -9]);
  return [
    [8, () => [play.pick(['LPUSH', 'RPUSH']), key(), ...values(play)]],
    [1, () => [play.pick(['LPUSHX', 'RPUSHX']), key(), play.value()]],
    [4, () => [play.pick(['LPOP', 'RPOP']), key()]],
    [2, () => [play.pick(['LPOP', 'RPOP']), key(), play.pick([0, 1, 2, 9, -1, 'x'])]],
    [3, () => ['LMOVE', key(), key(), side(play), side(play)]],
    [1, () => ['RPOPLPUSH', key(), key()]],
    [2, () => keyed(play, 'LMPOP')],
    [2, () => ['LREM', key(), play.pick([0, 1, 2, -1, -5]), play.pick(['v1', 'v1', 'v2', 'v3'])]],
    [1, () => ['LTRIM', key(), place(), place()]],
    [4, () => ['LRANGE', key(), place(), place()]],
    [2, () => [play.pick(['LLEN', 'EXISTS', 'TYPE']), key()]],
    [1, () => ['DEL', ...several(play, KEYS)]],
  ];
}

/** LMPOP, or what follows a timeout in BLMPOP. */
function keyed(play: Play, ...start: (string | number)[]): (string | number)[] {
  const keys = several(play, KEYS);
  const count = play.often(50) ? ['COUNT', play.pick([1, 2, 5, 0])] : [];
  return [...start, keys.length, ...keys, side(play), ...count];
}

/** For ever; or for a while that ends with the next wait. */
const timeout = (play: Play): number | string =>
  play.weighted([8, 0], [1, '1.5'], [1, play.pick([-1, 'x', '0.0', 3600])]);

export function blockingCommands(play: Play): Kind[] {
  const key = (): string => play.pick(KEYS);
  return [
    [5, () => [play.pick(['BLPOP', 'BRPOP']), ...several(play, KEYS), timeout(play)]],
    [3, () => ['BLMOVE', key(), key(), side(play), side(play), timeout(play)]],
    [1, () => ['BRPOPLPUSH', key(), key(), timeout(play)]],
    [3, () => keyed(play, 'BLMPOP', timeout(play))],
  ];
}

export function writeLists(play: Play): void {
  improvise(play, ['p', 'w'], listCommands(play), [20, 36]);
  for (const key of KEYS) play.send('p', ['LRANGE', key, 0, -1]);
}

export function writeBlocking(play: Play): void {
  play.times(3, 6, () => {
    improvise(play, ['w1', 'w2', 'w3', 'w4'], blockingCommands(play), [1, 5]);
    improvise(play, ['p'], listCommands(play), [1, 5]);
    if (play.often(15)) play.say('wait', { ms: 2500 });
  });
  for (const key of KEYS) play.send('p', ['LRANGE', key, 0, -1]);
}
