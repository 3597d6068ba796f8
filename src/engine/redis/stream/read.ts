// XREAD: reading what comes after an id, by oneself and for oneself; everybody who waits gets the same entry (queues §18.3).

import { block } from '../blocking/block.ts';
import { type Call, lookUp } from '../call.ts';
import type { Answer, Reply } from '../command.ts';
import { refuse } from '../errors.ts';
import type { Key } from '../of.ts';
import { entriesBetween, lastEntry, shown } from './entries.ts';
import { compareIds, FIRST_ID, LAST_ID, nextId, parseId, previousId } from './id.ts';
import { readOptions } from './read-options.ts';
import type { EntryId } from './state.ts';

/** XREAD [COUNT n] [BLOCK ms] STREAMS key… id…: entries by stream, only of those that have some; nil without any. */
export function read(call: Call): Answer {
  const { streams, idsAt, limit, waitMs } = readOptions(call, 'xread');
  const from = streams.map(({ key, after }) => ({ key, after: meant(call, key, after) }));
  const found: Reply[] = [];
  for (const { key, after } of from) {
    const stream = lookUp(call, 'stream', key);
    const last = stream && lastEntry(stream);
    if (stream && last && compareIds(last.id, after) > 0)
      found.push([key, entriesBetween(stream, nextId(after)!, LAST_ID, limit).map(shown)]);
  }
  if (found.length > 0) return found;
  if (waitMs === null) return null;
  // `$` keeps its meaning of now, however often the command runs again
  const argv = call.argv.map((arg, at) => (at >= idsAt && arg === '$' ? from[at - idsAt]!.after : arg));
  return block(call, { type: 'stream', keys: streams.map(({ key }) => key), waitMs, argv });
}

/** `$` is the last id ever given; `+` makes the last entry the next one to be read. */
function meant(call: Call, key: Key, text: string): EntryId {
  const stream = lookUp(call, 'stream', key);
  if (text === '$') return stream?.lastId ?? FIRST_ID;
  if (text === '+') {
    const last = stream && lastEntry(stream);
    return last ? previousId(last.id)! : FIRST_ID;
  }
  if (text === '>')
    refuse(
      'ERR The > ID can be specified only when calling XREADGROUP using the GROUP <group> <consumer> option.',
    );
  return parseId(text);
}
