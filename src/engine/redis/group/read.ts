// XREADGROUP: reading as a member of a group. `>` hands over what nobody of the group was handed, any other id shows the consumer
// again what is pending for itself (queues §19.2, §20.3).

import { block } from '../blocking/block.ts';
import { type Call, say } from '../call.ts';
import type { Answer, Reply } from '../command.ts';
import { noGroup, refuse } from '../errors.ts';
import { entriesBetween, entryOf, lastEntry, shown } from '../stream/entries.ts';
import { compareIds, LAST_ID, nextId, parseId } from '../stream/id.ts';
import { type ReadOptions, readOptions } from '../stream/read-options.ts';
import type { EntryId } from '../stream/state.ts';
import { pendingIndex, type Place, placeOf, seeConsumer } from './group.ts';
import { entriesReadAfter } from './lag.ts';

interface Wish extends Place {
  /** Own history after this id is wanted; null: what is new. */
  readonly after: EntryId | null;
}

/**
 * XREADGROUP GROUP group consumer [COUNT n] [BLOCK ms] [NOACK] STREAMS key… id…: entries by stream; nil without any. Asking
 * creates the consumer, even if there is nothing. History is answered at once, empty or not.
 */
export function readGroup(call: Call): Answer {
  const options = readOptions(call, 'xreadgroup');
  const wishes = options.streams.map(({ key, after }): Wish => {
    const name = options.group!;
    const place = placeOf(call, key, name, `${noGroup(key, name)} in XREADGROUP with GROUP option`);
    return { ...place, after: meant(after) };
  });
  const found: Reply[] = [];
  for (const wish of wishes) {
    seeConsumer(call, wish, options.consumer);
    const entries =
      wish.after === null ? newFor(call, wish, options) : historyOf(call, wish, wish.after, options);
    if (entries) found.push([wish.key, entries]);
  }
  if (found.length > 0) return found;
  if (options.waitMs === null) return null;
  const keys = options.streams.map(({ key }) => key);
  return block(call, { type: 'stream', keys, waitMs: options.waitMs, grouped: true });
}

function meant(text: string): EntryId | null {
  if (text === '>') return null;
  if (text === '$' || text === '+')
    refuse(
      `ERR The ${text} ID is meaningless in the context of XREADGROUP: you want to read the history of this consumer by specifying a proper ID, or use the > ID to get new messages. The ${text} ID would just return an empty result set.`,
    );
  return parseId(text);
}

/** Up to `limit` new entries, or null where there is none. They are pending for the consumer unless it wants no acks. */
function newFor(
  call: Call,
  { key, stream, group }: Place,
  { consumer, limit, noAck }: ReadOptions,
): readonly Reply[] | null {
  const last = lastEntry(stream);
  if (!last || compareIds(last.id, group.lastDeliveredId) <= 0) return null;
  const entries = entriesBetween(stream, nextId(group.lastDeliveredId)!, LAST_ID, limit);
  say(call, {
    kind: 'entries-delivered',
    client: call.client,
    key,
    group: group.name,
    consumer,
    ids: entries.map(({ id }) => id),
    noAck,
    entriesRead: entriesReadAfter(stream, group, entries),
  });
  return entries.map(shown);
}

/** What is pending for the consumer after an id, the fields of a deleted entry being nil. */
function historyOf(
  call: Call,
  { key, stream, group }: Place,
  after: EntryId,
  { consumer, limit }: ReadOptions,
): readonly Reply[] {
  const from = nextId(after);
  const later = from === null ? [] : group.pending.slice(pendingIndex(group, from));
  const own = later.filter((one) => one.consumer === consumer).slice(0, limit);
  const entries = own.map(({ id }) => ({ id, entry: entryOf(stream, id) }));
  const ids = entries.flatMap(({ id, entry }) => (entry ? [id] : []));
  if (ids.length > 0)
    say(call, { kind: 'entries-shown-again', client: call.client, key, group: group.name, consumer, ids });
  return entries.map(({ id, entry }) => (entry ? shown(entry) : [id, null]));
}
