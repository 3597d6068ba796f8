// Kafka 4.3.1 as the engine sees it: where each command finds its rules. The rules are in the files named after the nouns.

import type { BrokerModel, Context } from '../broker.ts';
import type { Command } from '../command.ts';
import { applyToLog } from './apply.ts';
import {
  assign,
  endConsumer,
  openConsumer,
  poll,
  subscribe,
  subscribePattern,
  unsubscribe,
} from './consumer/consumer.ts';
import type { LogCommand, LogCommandOf } from './command.ts';
import { copyLogState, createLogState, detachLogState } from './copies.ts';
import { endRevocation, endSession } from './group/consumer-protocol/departure.ts';
import { sendHeartbeat } from './group/consumer-protocol/heartbeats.ts';
import { alterGroup } from './group/consumer-protocol/settings.ts';
import { closeJoining } from './group/classic/rebalance.ts';
import { expireMember, heartbeat } from './group/classic/session.ts';
import { closeSyncing, limitSyncs } from './group/classic/sync.ts';
import { refreshMetadata } from './topic/metadata.ts';
import { alterOffsets, deleteGroup, deleteOffsets } from './group/admin.ts';
import { commit } from './group/commit.ts';
import { checkOffsets } from './group/expiry.ts';
import { resetOffsets } from './group/reset.ts';
import { listOffsets } from './storage/lookup.ts';
import { checkPollLimit, stayAway } from './consumer/poll-interval.ts';
import { offsetsForTimes, pauseOrResume, positionsOf, retryReset, seek } from './consumer/position.ts';
import { closeProducer, endLinger, flush, openProducer, produce, send } from './producer/producer.ts';
import { clean } from './storage/cleaner.ts';
import { deleteRecords } from './storage/delete-records.ts';
import { checkRetention } from './storage/retention-check.ts';
import type { LogState } from './state.ts';
import { addPartitions, alterTopic, createTopic, deleteTopic } from './topic/topic.ts';

/**
 * The broker model of log lanes. What it answers is said at each command.
 *
 * Simplified: a lane has one broker, so every partition has one replica and the high watermark is the log end.
 */
export const logModel: BrokerModel = {
  kind: 'log',
  create: createLogState,
  decide,
  apply: applyToLog,
  copy: (state) => copyLogState(state as LogState),
  detach: (state) => detachLogState(state as LogState),
};

type Rules = {
  readonly [Kind in LogCommand['kind']]: (context: Context, command: LogCommandOf<Kind>) => unknown;
};

const RULES: Rules = {
  'create-topic': createTopic,
  'add-partitions': addPartitions,
  'alter-topic': alterTopic,
  'delete-topic': deleteTopic,
  'refresh-metadata': refreshMetadata,
  'delete-records': deleteRecords,
  'list-offsets': listOffsets,
  'check-retention': checkRetention,
  clean,
  'open-producer': openProducer,
  'close-producer': closeProducer,
  produce,
  send,
  flush,
  'end-linger': endLinger,
  'open-consumer': openConsumer,
  'close-consumer': endConsumer,
  'kill-consumer': endConsumer,
  assign,
  subscribe,
  'subscribe-pattern': subscribePattern,
  unsubscribe,
  seek,
  pause: pauseOrResume,
  resume: pauseOrResume,
  poll,
  positions: positionsOf,
  'offsets-for-times': offsetsForTimes,
  'retry-reset': retryReset,
  commit,
  'reset-offsets': resetOffsets,
  'alter-offsets': alterOffsets,
  'delete-offsets': deleteOffsets,
  'delete-group': deleteGroup,
  'check-offsets': checkOffsets,
  'alter-group': alterGroup,
  heartbeat,
  'expire-member': expireMember,
  'close-joining': closeJoining,
  'send-heartbeat': sendHeartbeat,
  'end-session': endSession,
  'end-revocation': endRevocation,
  'await-syncs': limitSyncs,
  'close-syncing': closeSyncing,
  'stay-away': stayAway,
  'check-poll-limit': checkPollLimit,
};

function decide(context: Context, command: Command): unknown {
  if (command.of !== 'log') throw new Error(`"${command.kind}" is nothing to ask of a log.`);
  return (RULES[command.kind] as (context: Context, command: LogCommand) => unknown)(context, command);
}
