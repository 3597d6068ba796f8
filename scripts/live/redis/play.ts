// A conversation with Redis being written, with the model at hand: who waits for an answer is left alone.

import { createBench, replayStep } from '../../conformance/redis/trace.ts';
import { COMMANDS } from '../../../src/engine/redis/commands.ts';
import { redisOf } from '../../../src/engine/redis/state.ts';
import type { Script } from '../script.ts';

/** The words of a command; numbers are written as they are. */
export type Command = readonly (string | number)[];

export interface Play extends Script {
  /** Has a client send a command; nothing comes of it while the client waits for an answer. */
  send(client: string, command: Command): void;
  /** Has a client send several as one transaction. */
  transact(client: string, commands: readonly Command[]): void;
  isWaiting(client: string): boolean;
  isConnected(client: string): boolean;
  /** The next value; each is another, mostly. */
  value(): string;
}

export function createPlay(script: Script): Play {
  const bench = createBench();
  let values = 0;
  const known = (client: string) => redisOf(bench.run.world, 'redis').clients[client];
  const isWaiting = (client: string): boolean => (known(client)?.wait ?? null) !== null;
  const say: Play['say'] = (verb, fields = {}) => {
    script.say(verb, fields);
    replayStep(bench, { do: verb, ...fields });
  };
  return {
    ...script,
    say,
    send(client, command) {
      const cmd = command.map(String);
      if (isWaiting(client)) return;
      say(verbOf(cmd), { client, cmd, ...(mayBlock(cmd) && { blocking: true }) });
    },
    transact(client, commands) {
      const cmds = commands.map((one) => one.map(String)).filter((cmd) => fits(cmd) && !tellsTime(cmd));
      if (!isWaiting(client) && cmds.length > 0) say('atomic', { client, cmds });
    },
    isWaiting,
    isConnected: (client) => known(client) !== undefined,
    value: () => `v${script.often(85) ? ++values : 1}`,
  };
}

const VERBS: Readonly<Record<string, readonly string[]>> = {
  publish: ['LPUSH', 'RPUSH', 'LPUSHX', 'RPUSHX', 'ZADD', 'XADD', 'PUBLISH'],
  take: [
    'LPOP',
    'RPOP',
    'BRPOP',
    'BLPOP',
    'LMOVE',
    'BLMOVE',
    'RPOPLPUSH',
    'BRPOPLPUSH',
    'LMPOP',
    'BLMPOP',
  ].concat(['ZPOPMIN', 'BZPOPMIN', 'XREADGROUP']),
  read: ['XREAD', 'XRANGE', 'XREVRANGE', 'LRANGE'],
  ack: ['XACK', 'LREM'],
  claim: ['XCLAIM', 'XAUTOCLAIM'],
  trim: ['XTRIM', 'XDEL', 'LTRIM', 'DEL'],
  inspect: ['LLEN', 'XLEN', 'XPENDING', 'XINFO', 'EXISTS', 'TYPE', 'PTTL', 'TTL'],
};

/** Whether Redis would take it into a transaction: one command that it does not takes all others with it. */
function fits([name = '', subcommand = '', ...rest]: readonly string[]): boolean {
  const spec = COMMANDS[name.toLowerCase()] ?? COMMANDS[`${name}|${subcommand}`.toLowerCase()];
  const words = rest.length + 2;
  return spec !== undefined && (spec.arity > 0 ? words === spec.arity : words >= -spec.arity);
}

/** What answers with readings of a clock, which only outside of transactions are left out. */
const tellsTime = (cmd: readonly string[]): boolean =>
  cmd[0] === 'PTTL' ||
  (cmd[0] === 'XINFO' && cmd[1] === 'CONSUMERS') ||
  (cmd[0] === 'XPENDING' && cmd.length > 3);

/** How the format classes a command. */
function verbOf([name = '', subcommand = '']: readonly string[]): string {
  if (name === 'XGROUP') {
    if (subcommand === 'SETID') return 'seek';
    return subcommand.startsWith('CREATE') ? 'declare' : 'trim';
  }
  return Object.entries(VERBS).find(([, names]) => names.includes(name))?.[0] ?? 'command';
}

const mayBlock = (cmd: readonly string[]): boolean => /^B[LRZ]/.test(cmd[0]!) || cmd.includes('BLOCK');
