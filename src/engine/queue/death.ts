// The deaths of a message: the record that travels with it when it is dead-lettered, and the headers a client sees of it.

import type { Immutable, Instant } from '../vocabulary.ts';
import type { Death, DeathReason, Message } from './state.ts';

type Deaths = readonly Immutable<Death>[];

/**
 * A message that dies in a queue: newest first. Dying again in the same queue for the same reason counts that entry up and
 * moves it to the front.
 * RabbitMQ: facts §7.3.
 */
export function withDeath(
  message: Immutable<Message>,
  queue: string,
  reason: DeathReason,
  at: Instant,
): Required<Pick<Message, 'deaths' | 'firstDeath'>> {
  const { deaths = [], firstDeath = { queue, reason }, exchange, key } = message;
  const known = deaths.find((death) => death.queue === queue && death.reason === reason);
  const newest: Death = known
    ? { ...known, count: known.count + 1 }
    : { count: 1, queue, reason, exchange, routingKeys: [key], at };
  return { deaths: [newest, ...deaths.filter((death) => death !== known)], firstDeath };
}

/**
 * Whether a dead letter may not enter this queue: it died there before, and nobody ever rejected it, so it would go round
 * for ever by itself.
 * RabbitMQ: facts §7.6.
 */
export const isCycle = (deaths: Deaths, queue: string): boolean =>
  deaths.some((death) => death.queue === queue) && deaths.every((death) => death.reason !== 'rejected');

/** The headers of a delivery: the publisher's, and what deaths add. Undefined when there are none. RabbitMQ: facts §7.3, §7.4. */
export function headersOf(message: Immutable<Message>): Readonly<Record<string, unknown>> | undefined {
  const { headers, deaths, firstDeath } = message;
  const last = deaths?.[0];
  if (!last || !firstDeath) return headers && Object.keys(headers).length > 0 ? headers : undefined;
  const first = deaths.find(
    (death) => death.queue === firstDeath.queue && death.reason === firstDeath.reason,
  )!;
  return {
    ...headers,
    'x-death': deaths.map(({ count, exchange, queue, reason, routingKeys, at }) => ({
      count,
      exchange,
      queue,
      reason,
      'routing-keys': routingKeys,
      time: Math.floor(at / 1000),
    })),
    'x-first-death-exchange': first.exchange,
    'x-first-death-queue': first.queue,
    'x-first-death-reason': first.reason,
    'x-last-death-exchange': last.exchange,
    'x-last-death-queue': last.queue,
    'x-last-death-reason': last.reason,
  };
}
