// The headers that a client sees of a message: its publisher's, and what deaths and returns add.

import type { Immutable } from '../../vocabulary.ts';
import type { Message, Table } from '../state.ts';

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
