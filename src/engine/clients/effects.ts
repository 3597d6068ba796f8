// What work does to the world outside the brokers: charges, mails, bookings. No broker can take an effect back; that is why
// losses and doubles are counted here and not in messages.

import type { Context } from '../broker.ts';
import { itemAt } from '../store.ts';
import type { Immutable, LaneId, SendId } from '../vocabulary.ts';
import { type Effect, orderOf, type WorkerSpec } from './state.ts';

/** Makes the effects of a worker's rules for one send, in their order, or says why one did not happen. */
export function makeEffects(context: Context, lane: LaneId, spec: Immutable<WorkerSpec>, id: SendId): void {
  const send = itemAt(context.world.clients.sends, id)!;
  const { key, amount } = send;
  const order = orderOf(send);
  const made: string[] = [];
  for (const rule of spec.effects ?? []) {
    const effect: Effect = {
      service: spec.service,
      effect: rule.effect,
      worker: spec.id,
      send: id,
      order,
      key,
      amount,
      at: context.world.now,
    };
    const because =
      rule.skipsAmountsOver !== undefined && amount > rule.skipsAmountsOver
        ? 'bug'
        : rule.onlyAfter !== undefined && !made.includes(rule.onlyAfter)
          ? 'no-cause'
          : rule.once && recognised(context, lane, effect)
            ? 'recognised'
            : null;
    if (because) context.emit({ of: 'clients', kind: 'effect-skipped', lane, effect, because });
    else {
      context.emit({ of: 'clients', kind: 'effect-made', lane, effect });
      made.push(rule.effect);
    }
  }
}

/** Whether the outside world has seen this effect for this order before. */
const recognised = (context: Context, lane: LaneId, { service, effect, order }: Effect): boolean =>
  context.world.clients.recognised[lane]?.[`${service}/${effect}/${order}`] === true;
