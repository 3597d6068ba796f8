// Cutting off the oldest entries of a stream, by number or by id, exactly or as it comes cheap: whole nodes of the radix tree that
// Redis keeps a stream in. No group is asked (queues §18.4, §20.10).

import { itemAt } from '../../store.ts';
import type { Immutable } from '../../vocabulary.ts';
import { integer, is } from '../arguments.ts';
import { type Call, lookUp, say } from '../call.ts';
import type { Answer } from '../command.ts';
import { refuse, SYNTAX } from '../errors.ts';
import { type Key, sendsOf } from '../of.ts';
import { entryAt, type ReadonlyStream } from './entries.ts';
import { compareIds, parseId } from './id.ts';
import { NODE_ENTRIES } from './node.ts';
import type { Entry, EntryId } from './state.ts';

/** What is to be left of a stream. */
export interface Trimming {
  readonly by: { readonly maxLength: number } | { readonly minId: EntryId };
  /** With `~`: only what goes with a whole node. */
  readonly approximate: boolean;
  /** Most entries to remove at a time; 0 is no limit. */
  readonly limit: number;
}

/** What stands before the id of XADD, or all of XTRIM's options. */
export interface TrimOptions {
  readonly trimming: Trimming | null;
  readonly makesStream: boolean;
  /** Place of the first argument that is no option. */
  readonly next: number;
}

/** XTRIM key MAXLEN | MINID [= | ~] threshold [LIMIT count]: how many were removed. */
export function trim(call: Call): Answer {
  const [key, ...options] = call.args as [string, ...string[]];
  const { trimming } = readOptions(options, 'xtrim');
  const stream = lookUp(call, 'stream', key);
  return stream ? cut(call, key, stream, trimming!) : 0;
}

/** Redis: streamParseAddOrTrimArgsOrReply in t_stream.c. */
export function readOptions(args: readonly string[], command: 'xadd' | 'xtrim'): TrimOptions {
  let by: Trimming['by'] | null = null;
  let [approximate, makesStream] = [false, true];
  let limit: number | null = null;
  let at = 0;
  for (; at < args.length; at++) {
    const more = args.length - 1 - at;
    if ((is(args[at], 'MAXLEN') || is(args[at], 'MINID')) && more > 0) {
      if (by) refuse('ERR syntax error, MAXLEN and MINID options at the same time are not compatible');
      const byLength = is(args[at], 'MAXLEN');
      const mark = args[at + 1]!;
      approximate = more >= 2 && mark === '~';
      if (more >= 2 && (mark === '~' || mark === '=')) at++;
      at++;
      by = byLength ? { maxLength: maxLengthFrom(args[at]!) } : { minId: parseId(args[at]!) };
    } else if (is(args[at], 'LIMIT') && more > 0) {
      at++;
      limit = integer(args[at]!);
      if (limit < 0) refuse('ERR The LIMIT argument must be >= 0.');
    } else if (command === 'xadd' && is(args[at], 'NOMKSTREAM')) makesStream = false;
    else if (command === 'xadd') break;
    else refuse(SYNTAX);
  }
  if (limit && !by) refuse('ERR syntax error, LIMIT cannot be used without specifying a trimming strategy');
  if (command === 'xtrim' && !by) refuse('ERR syntax error, XTRIM must be called with a trimming strategy');
  if (limit !== null && !approximate)
    refuse('ERR syntax error, LIMIT cannot be used without the special ~ option');
  const most = approximate ? 100 * NODE_ENTRIES : 0;
  return { trimming: by && { by, approximate, limit: limit ?? most }, makesStream, next: at };
}

function maxLengthFrom(text: string): number {
  const value = integer(text);
  return value < 0 ? refuse('ERR The MAXLEN argument must be >= 0.') : value;
}

/**
 * Node by node from the beginning, then, if it is exact, entry by entry in the last. Answers how many went.
 * Redis: streamTrim in t_stream.c.
 */
export function cut(
  call: Call,
  key: Key,
  stream: ReadonlyStream,
  { by, approximate, limit }: Trimming,
): number {
  let first = stream.first;
  let removed = 0;
  const isEnough = (id: EntryId): boolean =>
    'minId' in by ? compareIds(id, by.minId) >= 0 : stream.length - removed <= by.maxLength;
  while (first < stream.entries.length) {
    const { end, there } = nodeFrom(stream, first);
    if ('maxLength' in by && stream.length - removed <= by.maxLength) break;
    if (limit > 0 && removed + there > limit) break;
    const whole =
      'minId' in by
        ? compareIds(itemAt(stream.entries, end - 1)!.id, by.minId) < 0
        : stream.length - removed - there >= by.maxLength;
    if (whole) {
      removed += there;
      first = end;
      continue;
    }
    if (!approximate)
      for (; first < end && !isEnough(itemAt(stream.entries, first)!.id); first++)
        if (entryAt(stream, first)) removed++;
    break;
  }
  if (removed > 0) {
    const gone = sendsOf(entriesUntil(stream, first));
    say(call, { kind: 'stream-trimmed', key, removed, first, gone });
  }
  return removed;
}

/** The entries that are there, up to but without the one at an index. */
function entriesUntil(stream: ReadonlyStream, end: number): Immutable<Entry>[] {
  const entries: Immutable<Entry>[] = [];
  for (let index = stream.first; index < end; index++) {
    const entry = entryAt(stream, index);
    if (entry) entries.push(entry);
  }
  return entries;
}

/** What is left of the node that an entry lies in: where it ends, and how many of its entries are there. */
function nodeFrom(stream: ReadonlyStream, first: number): { end: number; there: number } {
  const { node } = itemAt(stream.entries, first)!;
  let [end, there] = [first, 0];
  for (; itemAt(stream.entries, end)?.node === node; end++) if (entryAt(stream, end)) there++;
  return { end, there };
}
