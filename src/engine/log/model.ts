// Kafka 4.3.1 as the engine sees it: where each command finds its rules. The rules are in the files named after the nouns.

import type { BrokerModel, Context } from '../broker.ts';
import type { Command } from '../command.ts';
import { applyToLog } from './apply.ts';
import { assign, endConsumer, openConsumer, poll, subscribe, unsubscribe } from './consumer.ts';
import { copyLogState, createLogState, detachLogState } from './copies.ts';
import { closeJoining, expireMember, heartbeat } from './group.ts';
import { brokenLogState } from './invariants.ts';
import { refreshMetadata } from './metadata.ts';
import { commit, listOffsets, resetOffsets } from './offsets.ts';
import { offsetsForTimes, pauseOrResume, positionsOf, retryReset, seek } from './position.ts';
import { closeProducer, openProducer, produce } from './producer.ts';
import { checkRetention, deleteRecords } from './retention.ts';
import type { LogState } from './state.ts';
import { addPartitions, alterTopic, createTopic, deleteTopic } from './topic.ts';

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
  broken: (lane) => (lane.broker === 'log' ? brokenLogState(lane.state) : []),
};

function decide(context: Context, command: Command): unknown {
  if (command.of !== 'log') throw new Error(`"${command.kind}" is nothing to ask of a log.`);
  switch (command.kind) {
    case 'produce':
      return produce(context, command);
    case 'poll':
      return poll(context, command);
    case 'commit':
      return commit(context, command);
    case 'create-topic':
      return createTopic(context, command);
    case 'add-partitions':
      return addPartitions(context, command);
    case 'alter-topic':
      return alterTopic(context, command);
    case 'delete-topic':
      return deleteTopic(context, command);
    case 'delete-records':
      return deleteRecords(context, command);
    case 'list-offsets':
      return listOffsets(context, command);
    case 'open-producer':
      return openProducer(context, command);
    case 'close-producer':
      return closeProducer(context, command);
    case 'open-consumer':
      return openConsumer(context, command);
    case 'close-consumer':
    case 'kill-consumer':
      return endConsumer(context, command);
    case 'assign':
      return assign(context, command);
    case 'subscribe':
      return subscribe(context, command);
    case 'unsubscribe':
      return unsubscribe(context, command.lane, command.consumer);
    case 'seek':
      return seek(context, command);
    case 'pause':
    case 'resume':
      return pauseOrResume(context, command);
    case 'positions':
      return positionsOf(context, command);
    case 'offsets-for-times':
      return offsetsForTimes(context, command);
    case 'reset-offsets':
      return resetOffsets(context, command);
    case 'check-retention':
      return checkRetention(context, command.lane, command.partition);
    case 'refresh-metadata':
      return refreshMetadata(context, command);
    case 'retry-reset':
      return retryReset(context, command);
    case 'heartbeat':
      return heartbeat(context, command);
    case 'expire-member':
      return expireMember(context, command);
    case 'close-joining':
      return closeJoining(context, command);
  }
}
