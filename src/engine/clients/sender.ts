// Senders: programs that tell every lane what happened in the business, by a plan or on demand. A lane takes what arrives to
// the place that its route names.

import type { Context } from '../broker.ts';
import type { Refusal } from '../command.ts';
import { itemAt } from '../store.ts';
import type { Immutable, Instant, LaneId, ProducerId, SendId } from '../vocabulary.ts';
import type { ClientsCommand } from './command.ts';
import type { PlannedSend, Route, Sender, SendPlan } from './state.ts';

/** The n-th send of a plan, or undefined where it ends. */
function planned(plan: Immutable<SendPlan>, n: number): Immutable<PlannedSend> | undefined {
  if ('list' in plan) return plan.list[n];
  if (n >= plan.count) return undefined;
  return { at: plan.from + n * plan.everyMs, key: plan.keys[n % plan.keys.length] ?? null };
}

/** Sets a sender to work; what its plan has for an earlier instant goes out at once. */
export function startSender(
  context: Context,
  command: Extract<ClientsCommand, { kind: 'start-sender' }>,
): void {
  const { producer: id, plan, latencyMs } = command;
  context.emit({
    of: 'clients',
    kind: 'sender-started',
    sender: { id, plan, latencyMs, sent: 0, changes: {} },
    nextAt: due(context, plan, 0),
  });
}

const due = (context: Context, plan: Immutable<SendPlan>, n: number): Instant | null => {
  const next = planned(plan, n);
  return next ? Math.max(next.at, context.world.now) : null;
};

/** Sends the next of a sender's plan to every lane at once. */
export function sendNext(context: Context, producer: ProducerId): void {
  const sender = context.world.clients.senders[producer]!;
  const { plan, sent } = sender;
  tellAll(context, sender, planned(plan, sent)!, true, due(context, plan, sent + 1));
}

/** Sends something beside the plan, now. Refused for a sender that there is not. */
export function send(
  context: Context,
  producer: ProducerId,
  what: Omit<PlannedSend, 'at'>,
): { readonly send: SendId } | Refusal {
  const sender = context.world.clients.senders[producer];
  if (!sender) return { error: 'UnknownSender', message: `There is no sender "${producer}".` };
  return { send: tellAll(context, sender, what, false, null) };
}

function tellAll(
  context: Context,
  { id: producer, latencyMs }: Immutable<Sender>,
  { key, order, what = 'placed', amount = 0, tombstone }: Immutable<Omit<PlannedSend, 'at'>>,
  planned: boolean,
  nextAt: Instant | null,
): SendId {
  const { now } = context.world;
  const id = context.world.clients.sends.length;
  context.emit({
    of: 'clients',
    kind: 'sent',
    id,
    producer,
    key,
    order: order ?? null,
    what,
    amount,
    ...(tombstone && { tombstone }),
    sentAt: now,
    arriveAt: now + latencyMs,
    planned,
    nextAt,
  });
  return id;
}

/** A send reaches a broker, which does with it what the lane's route says. */
export function arrive(context: Context, laneId: LaneId, id: SendId): void {
  const lane = context.world.lanes[laneId]!;
  const send = itemAt(context.world.clients.sends, id)!;
  const to = lane.routes[send.producer];
  if (to) context.models[lane.broker].clients.arrive(context, laneId, send, to);
}

/** Points a producer's sends at another topic, exchange, list or stream of this lane. */
export function route(context: Context, lane: LaneId, producer: ProducerId, to: Route): void {
  context.models[context.world.lanes[lane]!.broker].clients.prepare(context, lane, producer);
  context.emit({ of: 'clients', kind: 'routed', lane, producer, route: to });
}
