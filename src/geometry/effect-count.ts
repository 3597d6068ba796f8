// What the outside world got and should have got, per customer. A send is missing only once its lane is done with it: as long as
// it may still be handed to the service, it is late and nothing is wrong.

import type { Effect, Send } from '../engine/clients/state.ts';
import type { Value } from '../engine/redis/state.ts';
import type { Immutable, LaneId, SendId } from '../engine/vocabulary.ts';
import type { ReadonlyWorld } from '../engine/world.ts';
import type { Expectation } from '../scenario/scenario.ts';
import { customersOf } from './customers.ts';
import type { FrameInput } from './frame.ts';
import { keep } from './kept.ts';
import { readyOf } from './ready.ts';
import { recordsIn } from './records.ts';
import { itemsOf } from './sheet.ts';

export interface EffectCount {
  /** A customer; null for everybody together. */
  readonly key: string | null;
  /** As they are written: in euros, counted, or what the last one told. */
  readonly is: string;
  readonly should: string;
  /** The widest that either gets in the whole run. */
  readonly widest: string;
  readonly wrong: 'missing' | 'doubled' | 'stale' | null;
}

/** Effects that are sums of euros; all others are counted. */
const money = (effect: string): boolean => effect === 'charge' || effect === 'booking';

const written = (effect: string, number: number): string => (money(effect) ? `€ ${number}` : String(number));

/** Customers one by one up to here; more are shown together. */
const MOST_KEYS = 8;

export function countsOf(
  input: Pick<FrameInput, 'world' | 'end' | 'instant' | 'kept'>,
  lane: LaneId,
  expectation: Expectation,
): EffectCount[] {
  const { producer, service, effect, latest } = expectation;
  const { world, end, instant } = input;
  const isOurs = (one: Send): boolean => producer === undefined || one.producer === producer;
  const last = itemsOf(end.clients.sends).filter(isOurs);
  const hasArrived = (one: Send): boolean =>
    one.sentAt + (world.clients.senders[one.producer]?.latencyMs ?? 0) <= instant;
  const due = itemsOf(world.clients.sends).filter((one) => isOurs(one) && hasArrived(one));
  const effects = world.clients.effects[lane];
  const made = (effects ? itemsOf(effects) : []).filter(
    (one) => one.service === service && one.effect === effect,
  );
  const times = new Map<SendId, number>();
  for (const { send } of made) times.set(send, (times.get(send) ?? 0) + 1);
  const open = openSends(world, lane, service);
  const worth = ({ amount }: Send): number => (money(effect) ? amount : 1);
  const customers = keep(input, 'customers', () => customersOf(end));
  const index = (key: string | null): number => customers.get(key ?? '') ?? -1;
  const keys = [...new Set(last.map(({ key }) => key))].sort((a, b) => index(a) - index(b));
  const groups = keys.length > MOST_KEYS ? [null] : keys;
  return groups.map((key) => {
    const own = (send: { readonly key: string | null }): boolean => groups.length === 1 || send.key === key;
    if (latest) return { key, ...latestOf(last.filter(own), due.filter(own), made.filter(own), open) };
    let [is, should] = [0, 0];
    let [missing, doubled] = [false, false];
    for (const send of due.filter(own)) {
      const count = times.get(send.id) ?? 0;
      is += count * worth(send);
      should += worth(send);
      if (count > 1) doubled = true;
      if (count === 0 && open !== null && !open.has(send.id)) missing = true;
    }
    const most = last.filter(own).reduce((sum, send) => sum + worth(send), 0);
    const wrong = doubled && (is > should || !missing) ? 'doubled' : missing ? 'missing' : null;
    const digits = Math.max(2, String(Math.max(is, most)).length);
    const widest = written(effect, 10 ** digits - 1);
    return { key, is: written(effect, is), should: written(effect, should), widest, wrong };
  });
}

const NOTHING = '–';

const toldBy = (send: Send | undefined): string => (send && !send.tombstone ? send.what : NOTHING);

/**
 * What the last effect told, and the last send: missing where nothing was ever told and nothing of it is to come, stale where an effect
 * for a later send was there before.
 */
function latestOf(
  all: readonly Send[],
  due: readonly Send[],
  made: readonly Effect[],
  open: ReadonlySet<SendId> | null,
): Omit<EffectCount, 'key'> {
  const told = made.at(-1)?.send;
  const widest = all.map(toldBy).reduce((longest, one) => (one.length > longest.length ? one : longest), '');
  const should = toldBy(due.at(-1));
  const never =
    told === undefined && should !== NOTHING && open !== null && !due.some(({ id }) => open.has(id));
  return {
    ...{ is: toldBy(all.find(({ id }) => id === told)), should, widest },
    wrong: told !== undefined && made.some(({ send }) => send > told) ? 'stale' : never ? 'missing' : null,
  };
}

/** Sends that this lane may still hand to the service, or that are in its hands. Null: the service was never there. */
function openSends(world: ReadonlyWorld, lane: LaneId, service: string): Set<SendId> | null {
  const broker = world.lanes[lane]!;
  const workers = Object.values(world.clients.workers[lane] ?? {}).filter(
    ({ spec }) => spec.service === service,
  );
  if (!workers.length) return null;
  const open = new Set<SendId>();
  for (const { job, pending } of workers)
    for (const { send } of job ? [job, ...pending] : pending) if (send !== null) open.add(send);
  if (broker.broker === 'log') {
    const { groups, consumers, partitions } = broker.state;
    for (const partition of Object.values(partitions)) {
      // each worker's group goes on at its commit; one that committed nothing stays where its worker is
      const starts = workers.map(
        ({ client }) =>
          groups[consumers[client]?.group ?? '']?.offsets[partition.id]?.offset ??
          consumers[client]?.positions[partition.id] ??
          0,
      );
      const from = Math.max(Math.min(...starts), partition.logStartOffset);
      for (const { record } of recordsIn(partition, from, Infinity))
        if (record.send !== undefined) open.add(record.send);
    }
    return open;
  }
  // what nobody has in hand nobody ever will
  if (broker.broker === 'direct') return open;
  if (broker.broker === 'redis') {
    for (const value of Object.values(broker.state.values))
      for (const send of openInValue(value, service)) open.add(send);
    return open;
  }
  for (const name of new Set(workers.map(({ spec }) => spec.source))) {
    const queue = broker.state.queues[name];
    if (!queue) continue;
    const held = Object.values(broker.state.channels).flatMap(({ unacked }) =>
      unacked.pieces.flat().flatMap((one) => (one.queue === name ? [one.sequence] : [])),
    );
    for (const sequence of [...held, ...readyOf(queue, Infinity)]) {
      const send = queue.messages.items[sequence]?.send;
      if (send !== undefined) open.add(send);
    }
  }
  return open;
}

/** What lies in a list, or in a stream and is not done for the group. */
function openInValue(value: Immutable<Value>, service: string): SendId[] {
  if (value.type === 'zset') return [];
  if (value.type === 'list') return value.elements.flatMap(({ send }) => send ?? []);
  const entries = value.entries.items.slice(0, value.entries.length);
  const group = value.groups[service];
  const pending = new Set(group?.pending.map(({ id }) => id));
  const delivered = entries.findIndex(({ id }) => id === group?.lastDeliveredId);
  return entries.flatMap(({ id, send }, index) => {
    const isThere = index >= value.first && !value.holes[index];
    return isThere && (index > delivered || pending.has(id)) ? (send ?? []) : [];
  });
}
