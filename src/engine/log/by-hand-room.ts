// What is asked by hand, of groups, records and topics that are there and of consumers, as a room: the workers of most runs go without.

import { resetByDuration, retryReset } from './consumer/duration-reset.ts';
import { followPattern, lookForTopics } from './consumer/pattern.ts';
import { subscribePattern } from './consumer/pattern-subscription.ts';
import { offsetsForTimes, pauseOrResume, positionsOf } from './consumer/pause.ts';
import { assignedGroupSettings } from './group/broker-settings.ts';
import { alterGroup } from './group/config.ts';
import { alterOffsets, deleteGroup, deleteOffsets } from './group/admin.ts';
import { resetOffsets } from './group/reset.ts';
import type { Room } from './room.ts';
import { deleteRecords } from './storage/delete-records.ts';
import { listOffsets } from './storage/lookup.ts';
import { topicChangeFacts } from './topic/change-apply.ts';
import { addPartitions, alterTopic, deleteTopic } from './topic/change.ts';

export const byHandRoom: Room = {
  rules: {
    'add-partitions': addPartitions,
    'alter-topic': alterTopic,
    'delete-topic': deleteTopic,
    'subscribe-pattern': subscribePattern,
    'follow-pattern': followPattern,
    'look-for-topics': lookForTopics,
    'reset-by-duration': resetByDuration,
    'retry-reset': retryReset,
    pause: pauseOrResume,
    resume: pauseOrResume,
    positions: positionsOf,
    'offsets-for-times': offsetsForTimes,
    'reset-offsets': resetOffsets,
    'alter-offsets': alterOffsets,
    'delete-offsets': deleteOffsets,
    'delete-group': deleteGroup,
    'alter-group': alterGroup,
    'delete-records': deleteRecords,
    'list-offsets': listOffsets,
  },
  facts: topicChangeFacts,
  settings: assignedGroupSettings,
};
