// Offsets that are sent in a transaction: they wait for its end, and whoever is to begin where they are waits with them.
// Kafka: OffsetMetadataManager.commitTransactionalOffset, TransactionManager.TxnOffsetCommitHandler.

import type { Context } from '../../broker.ts';
import type { Refusal } from '../../command.ts';
import type { GroupId, Immutable, LaneId } from '../../vocabulary.ts';
import { ensureGroup } from '../group/classic/coordinator.ts';
import type { NewBookmark } from '../group/commit.ts';
import { logOf } from '../reading.ts';
import { clientRefusal } from '../refusal.ts';
import { join } from './coordinator.ts';
import { refusal } from './refusal.ts';
import type { TransactionalClient } from './state.ts';

/**
 * Hands offsets to the group's coordinator. Null if all of them wait now; a topic that does not exist is asked for again until the
 * client's patience ends; whatever else is refused is final.
 */
export function sendOffsetsOf(
  context: Context,
  lane: LaneId,
  client: Immutable<TransactionalClient>,
  group: GroupId,
  bookmarks: readonly NewBookmark[],
): Refusal | null {
  const { partitions, settings, groups } = logOf(context.world, lane);
  const known = bookmarks.filter(({ partition }) => partitions[partition]);
  const short = known.filter(({ metadata }) => metadata.length <= settings['offset.metadata.max.bytes']);
  if (known.length > 0) {
    const refused = join(context, lane, client.transactionalId, client, null, group);
    if (refused)
      return refusal('ProducerFencedException', 'There is a newer producer with the same transactionalId.');
    if (groups[group]?.type === 'share')
      return clientRefusal('KafkaException', `Group ${group} is not a consumer group.`);
    if (!groups[group]) ensureGroup(context, lane, group);
  }
  if (short.length > 0)
    context.emit({ of: 'log', lane, kind: 'offsets-sent', group, pid: client.pid, offsets: short });
  if (short.length < known.length)
    return clientRefusal(
      'KafkaException',
      'Unexpected error in TxnOffsetCommitResponse: metadata too large.',
    );
  return known.length < bookmarks.length
    ? refusal('TimeoutException', 'Timeout expired after max.block.ms while awaiting TxnOffsetCommitHandler.')
    : null;
}
