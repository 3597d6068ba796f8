// Taking over what is pending for another consumer: nothing else ever brings an entry back that its reader did not finish
// (queues §20.5, §20.6).

import type { Immutable, Instant } from '../../vocabulary.ts';
import { integer, integerFrom, is } from '../arguments.ts';
import { type Call, clockOf, say } from '../call.ts';
import type { Answer, Reply } from '../command.ts';
import { noGroup, refuse, RedisError, SYNTAX } from '../errors.ts';
import { entryOf, shown } from '../stream/entries.ts';
import { compareIds, FIRST_ID, parseId, parseStart } from '../stream/id.ts';
import type { EntryId } from '../stream/state.ts';
import { pendingIndex, pendingOf, type Place, placeOf, seeConsumer } from './group.ts';
import type { Pending } from './state.ts';

interface ClaimOptions {
  readonly minIdleMs: number;
  /** Claims what is not pending, too. */
  readonly force: boolean;
  /** Answers ids alone, and counts no delivery. */
  readonly justId: boolean;
  readonly deliveredAt: Instant;
  /** The number of deliveries from now on; null counts one more. */
  readonly deliveries: number | null;
}

/**
 * XCLAIM key group consumer min-idle-time id… [IDLE ms] [TIME ms] [RETRYCOUNT n] [FORCE] [JUSTID] [LASTID id]: what was
 * claimed, in the order asked. Redis: xclaimCommand in t_stream.c.
 */
export function claim(call: Call): Answer {
  const [key, name, consumer, minIdle, ...rest] = call.args as [string, string, string, string, ...string[]];
  const place = placeOf(call, key, name, noGroup(key, name));
  const minIdleMs = minIdleFrom(minIdle, 'XCLAIM');
  const ids = leadingIds(rest);
  const options = optionsFrom(call, rest.slice(ids.length), minIdleMs);
  const { entriesRead, lastDeliveredId } = place.group;
  if (compareIds(options.lastId, lastDeliveredId) > 0)
    say(call, { kind: 'group-moved', key, group: name, lastDeliveredId: options.lastId, entriesRead });
  seeConsumer(call, place, consumer);
  return ids.flatMap((id) => claimOne(call, place, consumer, id, options) ?? []);
}

/** One entry, as it is answered; null where it is not claimed. */
function claimOne(
  call: Call,
  place: Place,
  consumer: string,
  id: EntryId,
  options: ClaimOptions,
): readonly [Reply] | null {
  const before = pendingOf(place.group, id);
  const entry = entryOf(place.stream, id);
  if (!entry) {
    if (before) say(call, { kind: 'pending-dropped', key: place.key, group: place.group.name, id });
    return null;
  }
  if (!before && !options.force) return null;
  if (before && idleOf(call, before) < options.minIdleMs) return null;
  take(call, place, consumer, id, before, options);
  return [options.justId ? id : shown(entry)];
}

function take(
  call: Call,
  { key, group }: Place,
  consumer: string,
  id: EntryId,
  before: Immutable<Pending> | undefined,
  { justId, deliveredAt, deliveries }: ClaimOptions,
): void {
  const counted = deliveries ?? (before?.deliveries ?? 1) + (justId ? 0 : 1);
  say(call, {
    kind: 'entry-claimed',
    client: call.client,
    key,
    group: group.name,
    consumer,
    from: before?.consumer ?? null,
    pending: { id, consumer, deliveredAt, deliveries: counted },
  });
}

const idleOf = (call: Call, { deliveredAt }: Immutable<Pending>): number =>
  call.context.world.now - deliveredAt;

function minIdleFrom(text: string, command: string): number {
  return Math.max(0, integer(text, `ERR Invalid min-idle-time argument for ${command}`));
}

/** Ids end where something cannot be read as one. */
function leadingIds(args: readonly string[]): EntryId[] {
  const ids: EntryId[] = [];
  try {
    for (const arg of args) ids.push(parseId(arg));
  } catch (error) {
    if (!(error instanceof RedisError)) throw error;
  }
  return ids;
}

function optionsFrom(
  call: Call,
  args: readonly string[],
  minIdleMs: number,
): ClaimOptions & { readonly lastId: EntryId } {
  const { now, epoch } = call.context.world;
  let [force, justId, lastId]: [boolean, boolean, EntryId] = [false, false, FIRST_ID];
  let [deliveredAt, deliveries]: [Instant, number | null] = [now, null];
  for (let at = 0; at < args.length; at++) {
    const option = args[at]!.toUpperCase();
    const value = args[at + 1];
    if (option === 'FORCE') force = true;
    else if (option === 'JUSTID') justId = true;
    else if (value === undefined) refuse(`ERR Unrecognized XCLAIM option '${args[at]}'`);
    else {
      at++;
      const number = () => integer(value, `ERR Invalid ${option} option argument for XCLAIM`);
      if (option === 'IDLE') deliveredAt = now - number();
      else if (option === 'TIME') deliveredAt = number() - epoch;
      else if (option === 'RETRYCOUNT') deliveries = number();
      else if (option === 'LASTID') lastId = parseId(value);
      else refuse(`ERR Unrecognized XCLAIM option '${args[at - 1]}'`);
    }
  }
  // a time that cannot be is taken for now
  if (deliveredAt > now || deliveredAt < now - clockOf(call)) deliveredAt = now;
  if (deliveries !== null && deliveries < 0) deliveries = null;
  return { minIdleMs, force, justId, deliveredAt, deliveries, lastId };
}

/** How many pending entries are looked at for each one that may be claimed. */
const LOOKS_PER_CLAIM = 10;

/**
 * XAUTOCLAIM key group consumer min-idle-time start [COUNT n] [JUSTID]: where to go on (`0-0`: it is through), what was
 * claimed, and which ids were dropped because their entries are deleted. Redis: xautoclaimCommand in t_stream.c.
 */
export function autoclaim(call: Call): Answer {
  const [key, name, consumer, minIdle, start, ...rest] = call.args as [
    ...[string, string, string, string, string],
    ...string[],
  ];
  const minIdleMs = minIdleFrom(minIdle, 'XAUTOCLAIM');
  const from = parseStart(start);
  const { limit, justId } = walkOptions(rest);
  const place = placeOf(call, key, name, noGroup(key, name));
  seeConsumer(call, place, consumer);
  const deliveredAt = call.context.world.now;
  const options: ClaimOptions = { minIdleMs, justId, force: false, deliveredAt, deliveries: null };
  const claimed: Reply[] = [];
  const dropped: EntryId[] = [];
  const waiting = place.group.pending.slice(pendingIndex(place.group, from));
  let looks = 0;
  for (; looks < waiting.length && looks < limit * LOOKS_PER_CLAIM; looks++) {
    if (claimed.length + dropped.length === limit) break;
    const { id } = waiting[looks]!;
    if (!entryOf(place.stream, id)) dropped.push(id);
    claimed.push(...(claimOne(call, place, consumer, id, options) ?? []));
  }
  return [waiting[looks]?.id ?? FIRST_ID, claimed, dropped];
}

function walkOptions(args: readonly string[]): { limit: number; justId: boolean } {
  let [limit, justId] = [100, false];
  for (let at = 0; at < args.length; at++)
    if (is(args[at], 'COUNT') && at + 1 < args.length)
      limit = integerFrom(1, args[++at]!, 'ERR COUNT must be > 0');
    else if (is(args[at], 'JUSTID')) justId = true;
    else refuse(SYNTAX);
  return { limit, justId };
}
