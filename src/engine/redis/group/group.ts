// Groups and their consumers as such: finding them, making them, moving them, and what goes with them (queues §19).

import type { Immutable } from '../../vocabulary.ts';
import { integer, is } from '../arguments.ts';
import { type Call, lookUp, say, signal } from '../call.ts';
import type { Answer } from '../command.ts';
import { noGroupOfKey, refuse, wrongSubcommand } from '../errors.ts';
import type { Key } from '../of.ts';
import type { ReadonlyStream } from '../stream/entries.ts';
import { compareIds, FIRST_ID, parseId } from '../stream/id.ts';
import type { EntryId } from '../stream/state.ts';
import type { Group } from './state.ts';

export type ReadonlyGroup = Immutable<Group>;

/** A group where rules have it in hand: under which key, in which stream. */
export interface Place {
  readonly key: Key;
  readonly stream: ReadonlyStream;
  readonly group: ReadonlyGroup;
}

/** @throws RedisError with `complaint` if there is no such key or group. */
export function placeOf(call: Call, key: Key, name: string, complaint: string): Place {
  const stream = lookUp(call, 'stream', key);
  const group = stream?.groups[name];
  return stream && group ? { key, stream, group } : refuse(complaint);
}

/** Index in `pending` of the first that is not before this id. */
export function pendingIndex({ pending }: ReadonlyGroup, id: EntryId): number {
  let [low, high] = [0, pending.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (compareIds(pending[middle]!.id, id) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** What is pending under this id, if anything is. */
export function pendingOf(group: ReadonlyGroup, id: EntryId) {
  const found = group.pending[pendingIndex(group, id)];
  return found?.id === id ? found : undefined;
}

/** A consumer asks for something: it is created if there is none of that name. */
export function seeConsumer(call: Call, { key, group }: Place, consumer: string): void {
  const known = group.consumers[consumer];
  if (!known) say(call, { kind: 'consumer-created', key, group: group.name, consumer });
  else if (known.seenAt !== call.context.world.now)
    say(call, { kind: 'consumer-seen', key, group: group.name, consumer });
}

/** XGROUP CREATE key group id | $ [MKSTREAM] [ENTRIESREAD n] */
export function create(call: Call): Answer {
  const [key, name, id, ...options] = call.args as [string, string, string, ...string[]];
  const { makesStream, entriesRead } = optionsFrom(call, options, 'CREATE');
  const stream = makesStream ? lookUp(call, 'stream', key) : streamOf(call, key);
  const lastDeliveredId = startFrom(id, stream);
  if (!stream) {
    say(call, { kind: 'stream-created', key });
    signal(call, key);
  }
  if (stream?.groups[name]) refuse('BUSYGROUP Consumer Group name already exists');
  say(call, { kind: 'group-created', key, group: name, lastDeliveredId, entriesRead });
  return 'OK';
}

/** XGROUP SETID key group id | $ [ENTRIESREAD n] */
export function moveTo(call: Call): Answer {
  const [key, name, id, ...options] = call.args as [string, string, string, ...string[]];
  const { entriesRead } = optionsFrom(call, options, 'SETID');
  const { stream } = ownGroup(call);
  const lastDeliveredId = startFrom(id, stream);
  say(call, { kind: 'group-moved', key, group: name, lastDeliveredId, entriesRead });
  return 'OK';
}

/** XGROUP DESTROY key group: 1 if there was one. Whoever waits in it is told. */
export function destroy(call: Call): Answer {
  const [key, name] = call.args as [string, string];
  if (!streamOf(call, key).groups[name]) return 0;
  say(call, { kind: 'group-destroyed', key, group: name });
  signal(call, key);
  return 1;
}

/** XGROUP CREATECONSUMER key group consumer: 1 if it is new. */
export function createConsumer(call: Call): Answer {
  const { key, group } = ownGroup(call);
  const consumer = call.args[2]!;
  if (group.consumers[consumer]) return 0;
  say(call, { kind: 'consumer-created', key, group: group.name, consumer });
  return 1;
}

/** XGROUP DELCONSUMER key group consumer: how many entries were pending for it and are nobody's now (queues §19.7). */
export function deleteConsumer(call: Call): Answer {
  const { key, group } = ownGroup(call);
  const consumer = call.args[2]!;
  if (!group.consumers[consumer]) return 0;
  const lost = group.pending.filter((one) => one.consumer === consumer).length;
  say(call, { kind: 'consumer-deleted', key, group: group.name, consumer, lost });
  return lost;
}

const streamOf = (call: Call, key: Key): ReadonlyStream =>
  lookUp(call, 'stream', key) ??
  refuse(
    'ERR The XGROUP subcommand requires the key to exist. Note that for CREATE you may want to use the MKSTREAM option to create an empty stream automatically.',
  );

/** The group that the command's first two arguments name. */
function ownGroup(call: Call): Place {
  const [key, name] = call.args as [string, string];
  streamOf(call, key);
  return placeOf(call, key, name, noGroupOfKey(key, name));
}

/** Where a group begins to read: after the last id ever given, or after the one named. */
const startFrom = (id: string, stream: ReadonlyStream | undefined): EntryId =>
  id === '$' ? (stream?.lastId ?? FIRST_ID) : parseId(id);

function optionsFrom(call: Call, options: readonly string[], subcommand: 'CREATE' | 'SETID') {
  let [makesStream, entriesRead]: [boolean, number | null] = [false, null];
  const most = subcommand === 'CREATE' ? 3 : 2;
  for (let at = 0; at < options.length; at++)
    if (subcommand === 'CREATE' && is(options[at], 'MKSTREAM')) makesStream = true;
    else if (is(options[at], 'ENTRIESREAD') && at + 1 < options.length)
      entriesRead = entriesReadFrom(options[++at]!);
    else refuse(wrongSubcommand('XGROUP', call.argv[1]!));
  if (options.length > most) refuse(wrongSubcommand('XGROUP', call.argv[1]!));
  return { makesStream, entriesRead };
}

/** -1 says that it is not known. */
function entriesReadFrom(text: string): number | null {
  const value = integer(text);
  if (value < -1) refuse('ERR value for ENTRIESREAD must be positive or -1');
  return value === -1 ? null : value;
}
