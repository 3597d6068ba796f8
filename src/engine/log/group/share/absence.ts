// max.poll.interval.ms of a share consumer: a member that stays away from poll for longer leaves its group by itself, in the background.
// It is looked at only while the application is away: who holds a poll open is never late. Kafka: AbstractHeartbeatRequestManager.poll.

import type { Context } from '../../../broker.ts';
import type { Immutable, Instant, LaneId } from '../../../vocabulary.ts';
import type { LogCommandOf } from '../../command.ts';
import { logOf } from '../../reading.ts';
import type { ShareConsumer } from './client-state.ts';
import { stall } from './membership.ts';

type Consumer = Immutable<ShareConsumer>;

/** The application polls, and may be about to stay in there. Nobody asks while no limit is in force. */
export function noteSharePoll(
  context: Context,
  lane: LaneId,
  { id: consumer, pollLimitAt, polledAt, inPoll }: Consumer,
  stays: boolean,
): void {
  if (pollLimitAt !== null && (polledAt !== context.world.now || inPoll !== stays))
    context.emit({ of: 'log', lane, kind: 'share-poll-noted', consumer, stays });
}

/** The poll is over: the application goes its way, for as long as the limit allows. */
export function limitShareAbsence(
  context: Context,
  lane: LaneId,
  { id, state, pollLimitAt, config }: Consumer,
): void {
  if (pollLimitAt === null && state === 'Joined')
    setLimit(context, lane, id, context.world.now + config['max.poll.interval.ms']);
}

/** The application will not poll before `until`: if that is too late for its group, the limit is watched. */
export function stayAwayShare(
  context: Context,
  {
    lane,
    consumer: name,
    until,
  }: { readonly lane: LaneId; readonly consumer: string; readonly until: Instant },
): void {
  const { state, pollLimitAt, polledAt, config } = logOf(context.world, lane).shareConsumers[name]!;
  const limitAt = polledAt + config['max.poll.interval.ms'];
  if (pollLimitAt === null && limitAt < until && state === 'Joined') setLimit(context, lane, name, limitAt);
}

/** The limit, unless the application has polled since: then there is a new one, or none while it is in its poll. */
export function checkSharePollLimit(
  context: Context,
  { lane, consumer: name }: LogCommandOf<'check-share-poll-limit'>,
): void {
  const { now } = context.world;
  const consumer = logOf(context.world, lane).shareConsumers[name]!;
  const { open, state, pollLimitAt, polledAt, inPoll, config } = consumer;
  if (pollLimitAt !== now) return;
  const limitAt = polledAt + config['max.poll.interval.ms'];
  const watched = open && state === 'Joined' && !inPoll;
  setLimit(context, lane, name, watched && limitAt > now ? limitAt : null);
  if (watched && limitAt <= now) stall(context, lane, consumer);
}

function setLimit(context: Context, lane: LaneId, consumer: string, limitAt: Instant | null): void {
  context.emit({ of: 'log', lane, kind: 'share-poll-limit-set', consumer, limitAt });
}
