// Kafka 4.3.1 as the engine sees it: where each command finds its rules, and each fact what it changes. The rules are in the files
// named after the nouns; those that only some runs need come in rooms.

import { tablesOf } from '../rooms.ts';
import type { BrokerModel, Context } from '../broker.ts';
import { detach, share } from '../store.ts';
import type { World } from '../world.ts';
import { logClients } from './clients.ts';
import { assign, endConsumer, openConsumer, poll, subscribe, unsubscribe } from './consumer/consumer.ts';
import { consumerFacts } from './consumer/apply.ts';
import type { LogCommand } from './command.ts';
import { copyLogState, createLogState } from './copies.ts';
import type { LogFact } from './fact.ts';
import { groupFacts } from './group/apply.ts';
import { dealOutByRange } from './group/assignor/deal-out.ts';
import { classicGroupFacts } from './group/classic/apply.ts';
import { closeJoining } from './group/classic/rebalance.ts';
import { expireMember, heartbeat } from './group/classic/session.ts';
import { closeSyncing, limitSyncs } from './group/classic/sync.ts';
import { refreshMetadata } from './topic/metadata.ts';
import { commit } from './group/commit.ts';
import { checkOffsets } from './group/expiry.ts';
import { callForCommit } from './consumer/auto-commit.ts';
import { endHold } from './consumer/fetch.ts';
import { checkPollLimit, stayAway } from './consumer/poll-interval.ts';
import { seek } from './consumer/position.ts';
import { openProducer } from './producer/producer.ts';
import { checkRetention } from './storage/retention-check.ts';
import { producerFacts } from './producer/apply.ts';
import type { Room, Rules } from './room.ts';
import type { LogState } from './state.ts';
import { storageFacts } from './storage/apply.ts';
import { topicFacts } from './topic/apply.ts';
import { createTopic } from './topic/topic.ts';

/**
 * The broker model of log lanes, with the rooms that its runs need. What it answers is said at each command.
 *
 * Simplified: a lane has one broker, so every partition has one replica and the high watermark is the log end.
 */
export function createLogModel(...rooms: readonly Room[]): BrokerModel {
  const { rules, facts } = tablesOf<Rule, Applier>([BASE, ...rooms]);
  return {
    kind: 'log',
    clients: logClients,
    create: (settings) => createLogState(settings, rooms),
    decide(context, command) {
      const rule = rules.get(command.kind);
      if (!rule) throw new Error(`This run has no room for "${command.kind}".`);
      return rule(context, command as LogCommand);
    },
    apply(world, fact) {
      const { lane, kind } = fact as LogFact;
      facts.get(kind)!(world, world.lanes[lane]!.state as LogState, fact as LogFact);
    },
    copy: (state) => copyLogState(state as LogState, share, rooms),
    detach: (state) => copyLogState(state as LogState, detach, rooms),
  };
}

type Rule = (context: Context, command: LogCommand) => unknown;
type Applier = (world: World, state: LogState, fact: LogFact) => void;

const RULES: Partial<Rules> = {
  'deal-out': dealOutByRange,
  'create-topic': createTopic,
  'refresh-metadata': refreshMetadata,
  'check-retention': checkRetention,
  'open-producer': openProducer,
  'open-consumer': openConsumer,
  'close-consumer': endConsumer,
  'kill-consumer': endConsumer,
  assign,
  subscribe,
  unsubscribe,
  poll,
  seek,
  'call-for-commit': callForCommit,
  'end-hold': endHold,
  commit,
  'check-offsets': checkOffsets,
  heartbeat,
  'expire-member': expireMember,
  'close-joining': closeJoining,
  'await-syncs': limitSyncs,
  'close-syncing': closeSyncing,
  'stay-away': stayAway,
  'check-poll-limit': checkPollLimit,
};

/** What every run has. */
const BASE: Room = {
  rules: RULES,
  facts: {
    ...topicFacts,
    ...storageFacts,
    ...producerFacts,
    ...consumerFacts,
    ...groupFacts,
    ...classicGroupFacts,
  },
};
