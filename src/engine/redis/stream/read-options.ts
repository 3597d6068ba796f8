// The options that XREAD and XREADGROUP share: which streams, from where, how much, and whether to wait.

import { integer, is, milliseconds } from '../arguments.ts';
import type { Call } from '../call.ts';
import { refuse, SYNTAX } from '../errors.ts';
import type { Key } from '../of.ts';

export interface ReadOptions {
  readonly streams: readonly { readonly key: Key; readonly after: string }[];
  /** Where `after` stands in the whole command, for the first of the streams. */
  readonly idsAt: number;
  /** Most entries per stream. */
  readonly limit: number;
  /** Null: does not wait. 0 is for ever. */
  readonly waitMs: number | null;
  readonly group: string | null;
  readonly consumer: string;
  /** What is handed over is not noted as pending. */
  readonly noAck: boolean;
}

/** [COUNT n] [BLOCK ms] [GROUP group consumer] [NOACK] STREAMS key… id… Redis: xreadCommand in t_stream.c. */
export function readOptions({ args, argv }: Call, command: 'xread' | 'xreadgroup'): ReadOptions {
  let [limit, waitMs]: [number, number | null] = [Infinity, null];
  let [group, consumer, noAck]: [string | null, string, boolean] = [null, '', false];
  const onlyForGroups = (option: string): void => {
    if (command === 'xread')
      refuse(`ERR The ${option} option is only supported by XREADGROUP. You called XREAD instead.`);
  };
  for (let at = 0; at < args.length; at++) {
    const more = args.length - 1 - at;
    if (is(args[at], 'BLOCK') && more > 0) waitMs = milliseconds(args[++at]!);
    else if (is(args[at], 'COUNT') && more > 0) {
      const count = integer(args[++at]!);
      limit = count > 0 ? count : Infinity;
    } else if (is(args[at], 'STREAMS') && more > 0) {
      const names = args.slice(at + 1);
      if (names.length % 2 === 1) refuse(unbalanced(command));
      if (command === 'xreadgroup' && group === null) refuse('ERR Missing GROUP option for XREADGROUP');
      const half = names.length / 2;
      const streams = names.slice(0, half).map((key, n) => ({ key, after: names[half + n]! }));
      return { streams, idsAt: argv.length - half, limit, waitMs, group, consumer, noAck };
    } else if (is(args[at], 'GROUP') && more >= 2) {
      onlyForGroups('GROUP');
      [group, consumer] = [args[++at]!, args[++at]!];
    } else if (is(args[at], 'NOACK')) {
      onlyForGroups('NOACK');
      noAck = true;
    } else break;
  }
  return refuse(SYNTAX);
}

const unbalanced = (command: string): string =>
  `ERR Unbalanced '${command}' list of streams: for each stream key an ID${command === 'xread' ? ", '+'," : ''} or '${command === 'xread' ? '$' : '>'}' must be specified.`;
