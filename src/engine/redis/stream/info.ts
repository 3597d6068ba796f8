// XINFO: what Redis tells about a stream, its groups and their consumers, as flat lists of names and values.

import type { Immutable } from '../../vocabulary.ts';
import { type Call, lookUp } from '../call.ts';
import type { Answer, Reply } from '../command.ts';
import { NO_SUCH_KEY, noGroupOfKey, refuse, wrongSubcommand } from '../errors.ts';
import { placeOf } from '../group/group.ts';
import { lagOf } from '../group/lag.ts';
import { firstEntry, firstIdOf, lastEntry, type ReadonlyStream, shown } from './entries.ts';
import { treeKeys, treeSize } from './node.ts';

/**
 * XINFO STREAM key
 *
 * Simplified: XINFO STREAM … FULL is left out.
 */
export function infoOfStream(call: Call): Answer {
  const [key, ...options] = call.args as [string, ...string[]];
  const stream = streamOf(call, key);
  if (options.length > 0) refuse(wrongSubcommand('XINFO', call.argv[1]!));
  const [first, last] = [firstEntry(stream), lastEntry(stream)];
  const keys = treeKeys(stream);
  return [
    ...['length', stream.length],
    ...['radix-tree-keys', keys.length],
    ...['radix-tree-nodes', treeSize(keys)],
    ...['last-generated-id', stream.lastId],
    ...['max-deleted-entry-id', stream.maxDeletedId],
    ...['entries-added', stream.entries.length],
    ...['recorded-first-entry-id', firstIdOf(stream)],
    ...['groups', Object.keys(stream.groups).length],
    ...['first-entry', first ? shown(first) : null],
    ...['last-entry', last ? shown(last) : null],
  ];
}

/** XINFO GROUPS key: by name. */
export function infoOfGroups(call: Call): Answer {
  const stream = streamOf(call, call.args[0]!);
  return byName(stream.groups).map((group): Reply => [
    ...['name', group.name],
    ...['consumers', Object.keys(group.consumers).length],
    ...['pending', group.pending.length],
    ...['last-delivered-id', group.lastDeliveredId],
    ...['entries-read', group.entriesRead],
    ...['lag', lagOf(stream, group)],
  ]);
}

/** XINFO CONSUMERS key group: by name; milliseconds since each asked, and since something became pending for it (-1: never). */
export function infoOfConsumers(call: Call): Answer {
  const [key, name] = call.args as [string, string];
  streamOf(call, key);
  const { group } = placeOf(call, key, name, noGroupOfKey(key, name));
  const { now } = call.context.world;
  return byName(group.consumers).map((consumer): Reply => [
    ...['name', consumer.name],
    ...['pending', group.pending.filter((one) => one.consumer === consumer.name).length],
    ...['idle', now - consumer.seenAt],
    ...['inactive', consumer.activeAt === null ? -1 : now - consumer.activeAt],
  ]);
}

const streamOf = (call: Call, key: string): ReadonlyStream =>
  lookUp(call, 'stream', key) ?? refuse(NO_SUCH_KEY);

const byName = <Named extends { readonly name: string }>(
  all: Immutable<Record<string, Named>>,
): Immutable<Named>[] => Object.values(all).sort((a, b) => (a.name < b.name ? -1 : 1));
