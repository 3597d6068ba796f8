// The reset policy `by_duration`: where a consumer begins that wants the records of the last hours or days.

import type { Context } from '../../broker.ts';
import type { LogCommandOf } from '../command.ts';
import { logOf } from '../reading.ts';
import { parseDuration } from './duration.ts';
import { setPosition } from './position.ts';
import { findFor } from './time-search.ts';

/**
 * Sets the position to the first record that is recent enough. Where none is there is no position, and another look after
 * request.timeout.ms. Kafka: OffsetFetcher.resetPositionsAsync, AutoOffsetResetStrategy.
 */
export function resetByDuration(
  context: Context,
  {
    lane,
    consumer: name,
    partition: id,
  }: Pick<LogCommandOf<'reset-by-duration'>, 'lane' | 'consumer' | 'partition'>,
): void {
  const { world } = context;
  const state = logOf(world, lane);
  const consumer = state.consumers[name]!;
  const policy = consumer.config['auto.offset.reset'];
  const since = world.epoch + world.now - parseDuration(policy.slice('by_duration:'.length))!;
  const found = findFor(consumer, state.partitions[id]!, since);
  if (found) setPosition(context, lane, consumer, id, found.offset, 'by_duration');
  else {
    const retryAt = world.now + consumer.config['request.timeout.ms'];
    context.emit({ of: 'log', lane, kind: 'reset-delayed', consumer: name, partition: id, retryAt });
  }
}

/** The next look for a record that is recent enough, unless the position was found otherwise. */
export function retryReset(
  context: Context,
  { lane, consumer: name, partition }: LogCommandOf<'retry-reset'>,
): void {
  const { consumers, partitions } = logOf(context.world, lane);
  const { open, retryAt } = consumers[name]!;
  if (open && partitions[partition] && retryAt[partition] === context.world.now)
    resetByDuration(context, { lane, consumer: name, partition });
}
