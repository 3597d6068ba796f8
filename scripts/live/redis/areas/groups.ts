// Streams read in groups: who has what pending, whose it becomes, and how far behind a group is told to be.

import { improvise, type Kind, several } from '../acts.ts';
import type { Command, Play } from '../play.ts';
import { id, streamCommands } from './streams.ts';

const KEYS = ['s', 's', 's', 't'];
const GROUPS = ['g', 'g', 'h'];
const CONSUMERS = ['x', 'y', 'z'];

export function writeGroups(play: Play): void {
  play.send('p', ['XGROUP', 'CREATE', 's', 'g', play.pick(['0', '$', '3']), 'MKSTREAM']);
  // '*' would give ids that nobody could name
  const adding: Kind[] = [
    [1, () => ['XADD', play.pick(KEYS), `${play.between(1, 12)}-*`, 'f', play.value()]],
  ];
  play.times(4, 8, () => {
    improvise(play, ['p'], adding, [0, 4]);
    improvise(play, ['w1', 'w2', 'w3'], [[1, () => readGroup(play, true)]], [0, 2]);
    improvise(play, ['p'], groupCommands(play), [3, 8]);
    if (play.often(25)) improvise(play, ['p'], streamCommands(play), [1, 3]);
  });
  play.send('p', ['XINFO', 'GROUPS', 's']);
  play.send('p', ['XINFO', 'CONSUMERS', 's', 'g']);
  play.send('p', ['XPENDING', 's', 'g', '-', '+', 20]);
}

function readGroup(play: Play, blocks: boolean): Command {
  const keys = play.often(80) ? [play.pick(KEYS)] : ['s', 't'];
  return [
    ...['XREADGROUP', 'GROUP', play.pick(GROUPS), play.pick(CONSUMERS)],
    ...(play.often(40) ? ['COUNT', play.pick([1, 1, 2, 3, 0])] : []),
    ...(blocks ? ['BLOCK', 0] : []),
    ...(play.often(12) ? ['NOACK'] : []),
    ...['STREAMS', ...keys, ...keys.map(() => (play.often(70) ? '>' : id(play)))],
  ];
}

function groupCommands(play: Play): Kind[] {
  const key = (): string => play.pick(KEYS);
  const group = (): string => play.pick(GROUPS);
  const consumer = (): string => play.pick(CONSUMERS);
  const ids = (): Command =>
    several(play, [id(play), id(play), id(play), '1-0', '2-0', '3-0', '4-0', '5-0'], 4);
  // what was just delivered is idle for no time, and for no minute
  const idle = (): number => play.pick([0, 0, 0, 60000, -1]);
  return [
    [7, () => readGroup(play, false)],
    [4, () => ['XACK', key(), group(), ...ids()]],
    [3, () => ['XCLAIM', key(), group(), consumer(), idle(), ...ids(), ...claiming(play)]],
    [
      3,
      () => [
        'XAUTOCLAIM',
        key(),
        group(),
        consumer(),
        idle(),
        id(play),
        ...(play.often(50) ? ['COUNT', play.pick([1, 2, 0])] : []),
        ...(play.often(20) ? ['JUSTID'] : []),
      ],
    ],
    [3, () => ['XPENDING', key(), group()]],
    [
      3,
      () => [
        'XPENDING',
        key(),
        group(),
        play.pick(['-', id(play), `(${id(play)}`]),
        '+',
        play.pick([10, 1, 0, -1]),
        ...(play.often(30) ? [consumer()] : []),
      ],
    ],
    [3, () => ['XINFO', 'GROUPS', key()]],
    [2, () => ['XINFO', 'CONSUMERS', key(), group()]],
    [2, () => ['XINFO', 'STREAM', key()]],
    [
      2,
      () => [
        'XGROUP',
        'CREATE',
        key(),
        group(),
        play.pick(['0', '$', id(play)]),
        ...play.pick([[], ['MKSTREAM'], ['ENTRIESREAD', play.pick([0, 3, -1, -2])]]),
      ],
    ],
    [
      2,
      () => [
        'XGROUP',
        'SETID',
        key(),
        group(),
        play.pick(['0', '$', id(play)]),
        ...(play.often(20) ? ['ENTRIESREAD', play.between(0, 5)] : []),
      ],
    ],
    [1, () => ['XGROUP', 'CREATECONSUMER', key(), group(), consumer()]],
    [1, () => ['XGROUP', 'DELCONSUMER', key(), group(), consumer()]],
    [1, () => ['XGROUP', 'DESTROY', key(), group()]],
    [2, () => ['XDEL', key(), ...ids()]],
    [1, () => ['XTRIM', key(), 'MAXLEN', play.pick([0, 1, 2, 4])]],
    [1, () => ['XADD', key(), 'MAXLEN', play.between(0, 4), `${play.between(1, 20)}-*`, 'f', play.value()]],
  ];
}

const claiming = (play: Play): Command => [
  ...(play.often(15) ? ['IDLE', play.pick([0, 100000, -1])] : []),
  ...(play.often(15) ? ['RETRYCOUNT', play.pick([0, 3, -1])] : []),
  ...(play.often(20) ? ['FORCE'] : []),
  ...(play.often(20) ? ['JUSTID'] : []),
  ...(play.often(8) ? ['LASTID', id(play)] : []),
];
