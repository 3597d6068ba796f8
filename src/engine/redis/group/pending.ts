// What is pending in a group: acknowledging it, and looking at it (queues §20).

import { integer, is } from '../arguments.ts';
import { type Call, lookUp, say } from '../call.ts';
import type { Answer, Reply } from '../command.ts';
import { noGroup, refuse, SYNTAX } from '../errors.ts';
import { compareIds, parseEnd, parseId, parseStart } from '../stream/id.ts';
import type { EntryId } from '../stream/state.ts';
import { pendingIndex, pendingOf, placeOf, type ReadonlyGroup } from './group.ts';

/** XACK key group id…: how many were pending. Anybody may; the entries stay in the stream. */
export function acknowledge(call: Call): Answer {
  const [key, name, ...texts] = call.args as [string, string, ...string[]];
  const group = lookUp(call, 'stream', key)?.groups[name];
  if (!group) return 0;
  const ids = [...new Set(texts.map((text) => parseId(text)))].filter((id) => pendingOf(group, id));
  if (ids.length > 0) say(call, { kind: 'entries-acknowledged', client: call.client, key, group: name, ids });
  return ids.length;
}

/** XPENDING key group [[IDLE ms] start end count [consumer]] */
export function pending(call: Call): Answer {
  const [key, name, ...rest] = call.args as [string, string, ...string[]];
  const wanted = rest.length > 0 ? wantedFrom(rest) : null;
  const { group } = placeOf(call, key, name, noGroup(key, name));
  return wanted ? listed(call, group, wanted) : summary(group);
}

/** How many, from where to where, and how many of them for whom. */
function summary({ pending: all }: ReadonlyGroup): Reply {
  if (all.length === 0) return [0, null, null, null];
  const counts = new Map<string, number>();
  for (const { consumer } of all) counts.set(consumer, (counts.get(consumer) ?? 0) + 1);
  const byName = [...counts].sort(([a], [b]) => (a < b ? -1 : 1));
  return [
    all.length,
    all[0]!.id,
    all.at(-1)!.id,
    byName.map(([consumer, count]) => [consumer, String(count)]),
  ];
}

interface Wanted {
  readonly minIdleMs: number;
  readonly from: EntryId;
  readonly to: EntryId;
  readonly limit: number;
  readonly consumer: string | undefined;
}

function wantedFrom(args: readonly string[]): Wanted {
  if (args.length < 3 || args.length > 6) refuse(SYNTAX);
  const idle = is(args[0], 'IDLE');
  const minIdleMs = idle ? integer(args[1]!) : 0;
  if (idle && args.length < 5) refuse(SYNTAX);
  const [start, end, count, consumer] = args.slice(idle ? 2 : 0) as [string, string, string, string?];
  const limit = Math.max(0, integer(count));
  return { minIdleMs, from: parseStart(start), to: parseEnd(end), limit, consumer };
}

/** Id, consumer, milliseconds since the last delivery, and deliveries of each. */
function listed(call: Call, group: ReadonlyGroup, { minIdleMs, from, to, limit, consumer }: Wanted): Reply {
  const { now } = call.context.world;
  return group.pending
    .slice(pendingIndex(group, from))
    .filter((one) => compareIds(one.id, to) <= 0 && now - one.deliveredAt >= minIdleMs)
    .filter((one) => consumer === undefined || one.consumer === consumer)
    .slice(0, limit)
    .map((one) => [one.id, one.consumer, now - one.deliveredAt, one.deliveries]);
}
