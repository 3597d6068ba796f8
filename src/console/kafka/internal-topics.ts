// The topics that a broker makes for itself: they are there once something is kept in them.

import type { Job } from './job.ts';

/**
 * Their names, as far as they are there by now.
 *
 * Simplified: the topics in which a broker keeps its groups come with its first group, both at once; they are listed, and have nothing in them.
 */
export function internalTopics({ run, lane }: Job): string[] {
  for (const fact of run.journal)
    if (
      fact.of === 'log' &&
      fact.lane === lane &&
      (fact.kind === 'group-created' || fact.kind === 'share-group-created')
    )
      return ['__consumer_offsets', '__share_group_state'];
  return [];
}

/** Kafka: org.apache.kafka.common.internals.Topic.isInternal. */
export const isInternal = (topic: string): boolean =>
  ['__consumer_offsets', '__transaction_state', '__share_group_state'].includes(topic);
