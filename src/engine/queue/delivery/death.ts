// The deaths of a message: the record that travels with it when it is dead-lettered, and the headers a client sees of it.

import type { Immutable, Instant } from '../../vocabulary.ts';
import { keysOf } from '../exchange/default.ts';
import type { Death, DeathReason, Message, Table } from '../state.ts';

type Deaths = readonly Immutable<Death>[];

/**
 * A message that dies in a queue: newest first. Dying again in the same queue for the same reason counts that entry up and
 * moves it to the front.
 * RabbitMQ: facts §7.3; `mc:record_death`.
 */
export function withDeath(
  message: Immutable<Message>,
  queue: string,
  reason: DeathReason,
  at: Instant,
): Required<Pick<Message, 'deaths' | 'firstDeath' | 'diedFrom'>> {
  const { deaths = [], firstDeath = { queue, reason }, exchange, expiration, blindKeys = [] } = message;
  const known = deaths.find((death) => death.queue === queue && death.reason === reason);
  const routingKeys = withoutEach(keysOf(message), blindKeys);
  const newest: Death = known
    ? { ...known, count: known.count + 1 }
    : { count: 1, queue, reason, exchange, routingKeys, ...(expiration !== undefined && { expiration }), at };
  return { deaths: [newest, ...deaths.filter((death) => death !== known)], firstDeath, diedFrom: exchange };
}

/** The keys without the first that equals each of the blind ones: a key that is told elsewhere too stays there. */
function withoutEach(keys: readonly string[], blind: readonly string[]): string[] {
  const left = [...keys];
  for (const key of blind) if (left.includes(key)) left.splice(left.indexOf(key), 1);
  return left;
}

/**
 * Whether a dead letter may not enter this queue: since it last died there nobody rejected it, so it would go round for ever by
 * itself.
 * RabbitMQ: facts §7.6; `mc:is_cycle_v2`.
 */
export function isCycle(deaths: Deaths, queue: string): boolean {
  for (const death of deaths) {
    if (death.reason === 'rejected') return false;
    if (death.queue === queue) return true;
  }
  return false;
}

/**
 * The headers of a delivery: the publisher's, and what deaths and returns add. Undefined when there are none.
 * RabbitMQ: facts §6.6, §7.3, §7.4.
 */
export function headersOf(message: Immutable<Message>, deliveryCount: number): Table | undefined {
  const { headers, deaths, firstDeath, diedFrom } = message;
  if (!deaths || !firstDeath) {
    if (deliveryCount > 0) return { ...headers, 'x-delivery-count': deliveryCount };
    return headers && Object.keys(headers).length > 0 ? headers : undefined;
  }
  const last = deaths[0]!;
  const first = deaths.find(
    (death) => death.queue === firstDeath.queue && death.reason === firstDeath.reason,
  )!;
  return {
    ...headers,
    ...(deliveryCount > 0 && { 'x-delivery-count': deliveryCount }),
    'x-death': deaths.map(({ count, exchange, queue, reason, routingKeys, expiration, at }) => ({
      count,
      exchange,
      queue,
      reason,
      'routing-keys': routingKeys,
      ...(expiration !== undefined && { 'original-expiration': String(expiration) }),
      time: Math.floor(at / 1000),
    })),
    'x-first-death-exchange': first.exchange,
    'x-first-death-queue': first.queue,
    'x-first-death-reason': first.reason,
    'x-last-death-exchange': diedFrom,
    'x-last-death-queue': last.queue,
    'x-last-death-reason': last.reason,
  };
}
