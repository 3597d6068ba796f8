// What the facts of a step showed to clients, by the fields of the format.

import type { Fact } from '../../../src/engine/fact.ts';
import type { Delivery } from '../../../src/engine/queue/command.ts';
import { deliveryOf } from '../../../src/engine/queue/delivery/delivery.ts';
import { brokerOf } from '../../../src/engine/queue/state.ts';
import type { Payload } from '../../../src/engine/vocabulary.ts';
import type { Json } from '../json.ts';
import { type Bench, LANE } from './bench.ts';
import { without } from './verb.ts';

export function seenIn({ run }: Bench, facts: readonly Fact[]): Json {
  const see: Record<string, Record<string, unknown[]>> = {};
  const show = (field: string, who: string, what: unknown) => ((see[field] ??= {})[who] ??= []).push(what);
  for (const fact of facts) {
    if (fact.of !== 'queue') continue;
    if (fact.kind === 'delivered' && fact.consumer !== null) {
      const queue = brokerOf(run.world, LANE).queues[fact.queue]!;
      show('deliver', fact.consumer, shownDelivery(deliveryOf(queue, fact)));
    } else if (fact.kind === 'consumer-cancelled' && fact.by === 'broker')
      show('cancelled', fact.consumer, true);
    else if (fact.kind === 'refused')
      show('error', fact.client ?? 'admin', {
        scope: fact.scope,
        ...(fact.code !== null && { code: fact.code }),
        name: fact.error,
      });
    else if (fact.kind === 'returned') {
      const { body, exchange, key } = fact.message;
      show('returned', fact.client, { body, code: 312, reason: 'NO_ROUTE', exchange, key });
    }
  }
  return see;
}

/** A delivery as recordings write it. */
export function shownDelivery(delivery: Delivery): Json {
  const { body, tag, redelivered, exchange, key, priority = 0, expiration, headers } = delivery;
  return {
    body: unpadded(body),
    tag,
    ...(redelivered && { redelivered }),
    ...(exchange !== '' && { exchange, key }),
    ...(priority !== 0 && { priority }),
    ...(expiration !== undefined && { expiration: String(expiration) }),
    ...(headers && { headers: withoutTimes(headers) }),
  };
}

/** A body without the dots that made it long. */
const unpadded = (body: Payload): Payload => (typeof body === 'string' ? body.replace(/\.+$/, '') : body);

function withoutTimes(headers: Json): Json {
  const deaths = headers['x-death'] as readonly Json[] | undefined;
  if (!deaths) return headers;
  return { ...headers, 'x-death': deaths.map((death) => without(death, 'time')) };
}
