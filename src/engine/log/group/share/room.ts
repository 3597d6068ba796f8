// Share groups as a room: a run without share consumers does without it.

import type { Room } from '../../room.ts';
import { assignedGroupSettings } from '../broker-settings.ts';
import { copyShares } from './copies.ts';
import { checkSharePollLimit } from './absence.ts';
import { acknowledgeRecord, commitShare } from './acknowledgement.ts';
import { alterShareOffsets, deleteShareGroup, deleteShareOffsets } from './admin.ts';
import { shareClientFacts, shareCoordinatorFacts } from './apply.ts';
import { endShareConsumer, openShareConsumer, subscribeShare } from './client.ts';
import { endShareSession } from './departure.ts';
import { serveAsking } from './fetch.ts';
import { planShareHeartbeats, sendShareHeartbeat } from './heartbeats.ts';
import { checkLocks } from './lock-expiry.ts';
import { pollShare } from './poll.ts';
import { shareRecordFacts } from './record-apply.ts';
import { asShareWorker } from './worker.ts';

export const shareRoom: Room = {
  rules: {
    'open-share-consumer': openShareConsumer,
    'close-share-consumer': endShareConsumer,
    'kill-share-consumer': endShareConsumer,
    'subscribe-share': subscribeShare,
    'share-poll': pollShare,
    acknowledge: acknowledgeRecord,
    'share-commit': commitShare,
    'alter-share-offsets': alterShareOffsets,
    'delete-share-offsets': deleteShareOffsets,
    'delete-share-group': deleteShareGroup,
    'send-share-heartbeat': sendShareHeartbeat,
    'end-share-session': endShareSession,
    'check-share-poll-limit': checkSharePollLimit,
    'check-locks': checkLocks,
    'serve-asking': serveAsking,
    'as-share-worker': asShareWorker,
    'notice-share-topics': (context, { lane, group }) => planShareHeartbeats(context, lane, group),
  },
  facts: { ...shareCoordinatorFacts, ...shareClientFacts, ...shareRecordFacts },
  settings: assignedGroupSettings,
  copy: copyShares,
};
