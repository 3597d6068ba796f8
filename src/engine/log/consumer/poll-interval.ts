// max.poll.interval.ms: a member that stays away from poll for longer leaves its group by itself, in the background. It is looked at
// only while the application is away: who holds a poll open is never late. Kafka: AbstractCoordinator.HeartbeatThread, Heartbeat.

import type { Context } from '../../broker.ts';
import type { Immutable, Instant, LaneId } from '../../vocabulary.ts';
import type { LogCommandOf } from '../command.ts';
import { heartbeats, stall } from '../group/membership.ts';
import { logOf } from '../reading.ts';
import type { Consumer } from './state.ts';

/** The application polls, and may be about to stay in there. Nobody asks while no limit is in force. */
export function notePoll(
  context: Context,
  lane: LaneId,
  { id, pollLimitAt, polledAt, inPoll }: Immutable<Consumer>,
  stays: boolean,
): void {
  if (pollLimitAt !== null && (polledAt !== context.world.now || inPoll !== stays))
    context.emit({ of: 'log', lane, kind: 'poll-noted', consumer: id, stays });
}

/** The poll is over: the application goes its way, for as long as the limit allows. */
export function limitAbsence(context: Context, lane: LaneId, consumer: Immutable<Consumer>): void {
  const { id, pollLimitAt, config } = consumer;
  if (pollLimitAt === null && heartbeats(consumer))
    setLimit(context, lane, id, context.world.now + config['max.poll.interval.ms']);
}

/** The application will not poll before `until`: if that is too late for its group, the limit is watched. */
export function stayAway(
  context: Context,
  { lane, consumer: name, until }: Pick<LogCommandOf<'stay-away'>, 'lane' | 'consumer' | 'until'>,
): object {
  const consumer = logOf(context.world, lane).consumers[name]!;
  const limitAt = consumer.polledAt + consumer.config['max.poll.interval.ms'];
  if (consumer.pollLimitAt === null && limitAt < until && heartbeats(consumer))
    setLimit(context, lane, name, limitAt);
  return {};
}

/** The limit, unless the application has polled since: then there is a new one, or none while it is in its poll. */
export function checkPollLimit(
  context: Context,
  { lane, consumer: name }: LogCommandOf<'check-poll-limit'>,
): void {
  const { now } = context.world;
  const consumer = logOf(context.world, lane).consumers[name]!;
  if (consumer.pollLimitAt !== now) return;
  const limitAt = consumer.polledAt + consumer.config['max.poll.interval.ms'];
  const watched = heartbeats(consumer) && !consumer.inPoll;
  setLimit(context, lane, name, watched && limitAt > now ? limitAt : null);
  if (watched && limitAt <= now) stall(context, lane, consumer);
}

function setLimit(context: Context, lane: LaneId, consumer: string, limitAt: Instant | null): void {
  context.emit({ of: 'log', lane, kind: 'poll-limit-set', consumer, limitAt });
}
