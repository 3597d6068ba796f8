// The deaths of a message: the record that travels with it when it is dead-lettered; what a client sees of it is in headers.ts.

import type { Immutable, Instant } from '../../vocabulary.ts';
import { keysOf } from '../exchange/default.ts';
import type { Death, DeathReason, Message } from '../state.ts';

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
