// Dead letters: a message that is given up leaves its queue, for wherever the queue's dead-letter exchange takes it.

import { DELIVERY } from '../../../lifecycle/delivery.ts';
import { next } from '../../../lifecycle/transitions.ts';
import type { Context } from '../../broker.ts';
import type { Immutable, LaneId } from '../../vocabulary.ts';
import { route } from '../exchange/default.ts';
import type { QueueCommandOf } from '../command.ts';
import type { QueueFactOf } from '../fact.ts';
import { messageOf, returnsOf } from '../order/ready.ts';
import { brokerOf, type DeathReason, type Draft, type Message, type ReadonlyQueue } from '../state.ts';
import { growStreams } from '../stream/segment.ts';
import { isCycle, withDeath } from './death.ts';
import { forget } from './delivery.ts';

/** Gives up a delivery, see giving-up.ts. RabbitMQ: facts §5.3, §7. */
export function giveUp(context: Context, command: QueueCommandOf<'give-up'>): readonly string[] {
  const { lane, holder: client, held, reason, failed } = command;
  const { queue, sequence, consumer, tag } = held;
  if (queue !== null) return bury(context, lane, queue, sequence, { client, consumer, tag }, reason, failed);
  forget(context, lane, client, tag);
  return [];
}

/** Gives up a message where it lies ready, at the head of its queue. RabbitMQ: facts §8.2, §9.2. */
export const giveUpReady = (
  context: Context,
  lane: LaneId,
  queue: string,
  sequence: number,
  reason: DeathReason,
): readonly string[] => bury(context, lane, queue, sequence, NOBODY, reason, false);

const NOBODY = { client: null, consumer: null, tag: 0 } as const;

/**
 * A copy is published anew: under the dead-letter routing key or else the message's own keys. Without a dead-letter exchange,
 * and where that is missing or routes nowhere, the message is gone.
 */
function bury(
  context: Context,
  lane: LaneId,
  name: string,
  sequence: number,
  holder: Pick<QueueFactOf<'dropped'>, 'client' | 'consumer' | 'tag'>,
  reason: DeathReason,
  failed: boolean,
): readonly string[] {
  const state = brokerOf(context.world, lane);
  const queue = state.queues[name]!;
  const original = messageOf(queue, sequence);
  const before = returnsOf(queue, sequence)?.failures ?? original.failures ?? 0;
  const letter = letterFrom(
    context,
    lane,
    queue,
    original,
    reason,
    before + (failed && queue.type === 'quorum' ? 1 : 0),
  );
  const common = {
    of: 'queue',
    lane,
    queue: name,
    sequence,
    ...holder,
    reason,
    send: original.send,
  } as const;
  const dropped = typeof letter === 'string';
  next(DELIVERY, holder.client === null ? 'ready' : 'unacked', dropped ? 'DROP' : 'DEAD_LETTER');
  if (!dropped) growStreams(context, lane, letter.queues, letter.message);
  const fact: QueueFactOf<'dead-lettered' | 'dropped'> = dropped
    ? { ...common, kind: 'dropped', because: letter }
    : { ...common, kind: 'dead-lettered', ...letter };
  context.emit(fact);
  return dropped ? [] : letter.queues;
}

/** A message that a full queue refused, on its way to where that queue's dead letters go. RabbitMQ: facts §9.7. */
export function buryRefused(
  context: Context,
  { lane, queue: name, message }: QueueCommandOf<'bury-refused'>,
): readonly string[] {
  const state = brokerOf(context.world, lane);
  const letter = letterFrom(context, lane, state.queues[name]!, message, 'maxlen', 0);
  if (typeof letter === 'string') return [];
  growStreams(context, lane, letter.queues, letter.message);
  context.emit({ of: 'queue', lane, kind: 'refused-dead-lettered', queue: name, ...letter });
  return letter.queues;
}

/**
 * The copy and the queues that take it, or why there are none. It may not expire again by itself. The count of its failures
 * travels with it; only quorum queues look at it.
 * RabbitMQ: facts §7.2–§7.6; `rabbit_dead_letter:publish`.
 * Simplified: x-dead-letter-strategy=at-least-once is taken for at-most-once, which is the default.
 */
function letterFrom(
  context: Context,
  lane: LaneId,
  queue: ReadonlyQueue,
  original: Immutable<Message>,
  reason: DeathReason,
  failures: number,
): { readonly queues: readonly string[]; readonly message: Message } | QueueFactOf<'dropped'>['because'] {
  const exchange = queue.args['x-dead-letter-exchange'];
  if (exchange === undefined) return 'no-dead-letter-exchange';
  if (exchange !== '' && !brokerOf(context.world, lane).exchanges[exchange]) return 'exchange-missing';
  const key = queue.args['x-dead-letter-routing-key'];
  const now = context.world.now;
  const death = withDeath(original, queue.name, reason, context.world.epoch + now);
  const message: Draft = { ...original, exchange, publishedAt: now, ...death };
  delete message.expiration;
  if (failures > 0) message.failures = failures;
  if (key !== undefined) {
    message.key = key;
    delete message.otherKeys;
    delete message.blindKeys;
  }
  const routed = route(context, lane, exchange, message);
  const queues = routed.filter((name) => !isCycle(message.deaths!, name));
  if (queues.length > 0) return { queues, message };
  return routed.length === 0 ? 'unroutable' : 'cycle';
}
