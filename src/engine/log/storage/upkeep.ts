// What has to be planned when a log has changed, or what its topic is set to: the retention check, or the cleaner.

import type { Context } from '../../broker.ts';
import type { Immutable, LaneId } from '../../vocabulary.ts';
import { logOf } from '../reading.ts';
import { compacts, type TopicConfig } from '../topic/config.ts';
import { planCheck } from './retention-check.ts';
import { deletableFrom } from './retention.ts';
import type { Partition } from './state.ts';

/** After anything that could let segments go, or make the log dirtier: a segment was closed, the log start or the settings changed. */
export function planUpkeep(context: Context, lane: LaneId, partition: Immutable<Partition>): void {
  const { config } = logOf(context.world, lane).topics[partition.topic]!;
  planDeletion(context, lane, partition, config);
  if (compacts(config)) context.ask({ of: 'log', kind: 'plan-cleaning', lane, partition: partition.id });
}

/** After an append that could only let segments go. */
export function planDeletion(
  context: Context,
  lane: LaneId,
  partition: Immutable<Partition>,
  config: TopicConfig,
): void {
  const from = deletableFrom(partition, config);
  if (compacts(config)) context.ask({ of: 'log', kind: 'plan-cleaner-pass', lane, from });
  else planCheck(context, lane, partition, from);
}

/** For every partition of a topic. */
export function planUpkeepOf(context: Context, lane: LaneId, topic: string): void {
  const { topics, partitions } = logOf(context.world, lane);
  for (const id of topics[topic]!.partitions) planUpkeep(context, lane, partitions[id]!);
}
