// Reading parts of a stream without waiting, how long it is, and deleting single entries.

import { integer, is } from '../arguments.ts';
import { type Call, lookUp, say } from '../call.ts';
import type { Answer } from '../command.ts';
import { refuse, SYNTAX } from '../errors.ts';
import { sendsOf } from '../of.ts';
import { entriesBackwards, entriesBetween, entryAt, indexOf, shown } from './entries.ts';
import { compareIds, parseEnd, parseId, parseStart } from './id.ts';

/** XRANGE key start end [COUNT n] */
export const range = (call: Call): Answer => rangeOf(call, call.args[1]!, call.args[2]!, entriesBetween);

/** XREVRANGE key end start [COUNT n]: the same from its end. */
export const rangeBackwards = (call: Call): Answer =>
  rangeOf(call, call.args[2]!, call.args[1]!, entriesBackwards);

function rangeOf(call: Call, start: string, end: string, read: typeof entriesBetween): Answer {
  const from = parseStart(start);
  const to = parseEnd(end);
  const limit = limitFrom(call.args.slice(3));
  const stream = lookUp(call, 'stream', call.args[0]!);
  if (!stream) return [];
  return limit === 0 ? null : read(stream, from, to, limit).map(shown);
}

/** COUNT n, which may be repeated: the last one counts, and a negative one is 0. */
function limitFrom(options: readonly string[]): number {
  let limit = Infinity;
  for (let at = 0; at < options.length; at += 2) {
    if (!is(options[at], 'COUNT') || at + 1 === options.length) refuse(SYNTAX);
    limit = Math.max(0, integer(options[at + 1]!));
  }
  return limit;
}

/** XLEN key */
export const length = (call: Call): Answer => lookUp(call, 'stream', call.args[0]!)?.length ?? 0;

/** XDEL key id…: how many were there. The stream stays, empty or not, and its ids are not given again. */
export function deleteEntries(call: Call): Answer {
  const [key, ...texts] = call.args as [string, ...string[]];
  const stream = lookUp(call, 'stream', key);
  if (!stream) return 0;
  const ids = texts.map((text) => parseId(text));
  const indexes = [...new Set(ids.map((id) => indexOf(stream, id)))].filter((index) => index >= 0);
  if (indexes.length === 0) return 0;
  let { maxDeletedId } = stream;
  for (const index of indexes) {
    const { id } = entryAt(stream, index)!;
    if (compareIds(id, maxDeletedId) > 0) maxDeletedId = id;
  }
  const gone = sendsOf(indexes.map((index) => entryAt(stream, index)!));
  say(call, { kind: 'entries-deleted', key, indexes, maxDeletedId, gone });
  return indexes.length;
}
