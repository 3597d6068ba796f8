// Commands for one kind of value on keys of another, words too few or too many, and clients that wait while keys change their kind.

import { improvise, type Kind } from '../acts.ts';
import type { Command, Play } from '../play.ts';
import { blockingCommands, listCommands } from './lists.ts';
import { streamCommands } from './streams.ts';

/** So that commands of all areas meet on the same keys. */
const RENAMED: Readonly<Record<string, string>> = { c: 's', t: 'a', z: 'b' };

export function writeErrors(play: Play): void {
  const met = ([weight, write]: Kind): Kind => [weight, () => write().map((word) => RENAMED[word] ?? word)];
  const sets: Kind[] = [
    [4, () => ['ZADD', 'z', play.between(1, 3), play.value()]],
    [2, () => ['ZPOPMIN', play.pick(['z', 's', 'a'])]],
    [2, () => ['XGROUP', 'CREATE', play.pick(['s', 'a']), 'g', '0', 'MKSTREAM']],
    [2, () => ['XREADGROUP', 'GROUP', 'g', 'c', 'STREAMS', play.pick(['s', 'a', 'b']), '>']],
    [1, () => ['XACK', play.pick(['s', 'a']), 'g', '1-0']],
    [1, () => ['XPENDING', play.pick(['s', 'a']), 'g']],
    [2, () => ['DEL', play.pick(['a', 'b', 's'])]],
    [2, () => amiss(play)],
  ];
  const all = [...listCommands(play), ...streamCommands(play), ...sets, ...sets].map(met);
  const blocking: Kind[] = [
    ...blockingCommands(play),
    [2, () => ['BZPOPMIN', 'b', 's', 0]] satisfies Kind,
    [2, () => ['XREAD', 'BLOCK', 0, 'STREAMS', 's', '$']] satisfies Kind,
    [2, () => ['XREADGROUP', 'GROUP', 'g', 'c', 'BLOCK', 0, 'STREAMS', 's', '>']] satisfies Kind,
  ].map(met);
  play.times(4, 7, () => {
    improvise(play, ['w1', 'w2', 'w3'], blocking, [0, 2]);
    improvise(play, ['p'], all, [3, 7]);
  });
}

/** A command with a word too few or too many, or one that there is not. */
function amiss(play: Play): Command {
  return play.pick<Command>([
    ['LPUSH', 'a'],
    ['LPOP'],
    ['LPOP', 'a', 1, 2],
    ['LMOVE', 'a', 'b', 'UP', 'LEFT'],
    ['LMOVE', 'a', 'b', 'LEFT'],
    ['LMPOP', 0, 'a', 'LEFT'],
    ['LMPOP', 2, 'a', 'LEFT'],
    ['LMPOP', 1, 'a', 'LEFT', 'COUNT', 'x'],
    ['LRANGE', 'a', 'x', 1],
    ['LREM', 'a', 'x', 'v1'],
    ['XADD', 's', '*', 'f'],
    ['XADD', 's', '*'],
    ['XREAD', 'STREAMS', 's'],
    ['XREAD', 'COUNT', 'x', 'STREAMS', 's', '0'],
    ['XREAD', 'STREAMS', 's', 't', '0'],
    ['XREADGROUP', 'GROUP', 'g', 'c', 'STREAMS', 's', '$'],
    ['XREADGROUP', 'GROUP', 'g', 'STREAMS', 's', '>'],
    ['XGROUP', 'CREATE', 's', 'g'],
    ['XGROUP', 'DANCE', 's', 'g'],
    ['XINFO', 'DANCE', 's'],
    ['XTRIM', 's', 'MAXLEN'],
    ['XTRIM', 's', 'MAXLEN', '~', 'x'],
    ['XTRIM', 's', 'MAXLEN', 1, 'LIMIT', 1],
    ['XPENDING', 's', 'g', '-'],
    ['XPENDING', 's', 'g', '-', '+'],
    ['XCLAIM', 's', 'g', 'c', 'x', '1-0'],
    ['XAUTOCLAIM', 's', 'g', 'c', 0, 'x'],
    ['EXPIRE', 'a', 'x'],
    ['ZADD', 'z', 'NX', 'XX', 1, 'm'],
    ['ZPOPMIN', 'z', 1, 2],
  ]);
}
