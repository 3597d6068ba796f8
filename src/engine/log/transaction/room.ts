// Transactions, and what they rest on, as a room: batches with numbers, producers with a transactional id, their coordinator, and
// readers of committed data alone. It takes over the rules by which producers send (so it comes after their room), and asks those for
// everybody without transactions.
// Simplified: transactional.id.expiration.ms is left out, so a transactional id is known for ever.
// Simplified: a record outside any transaction never runs out of delivery.timeout.ms, so a commit waits for it for ever.
// Simplified: offsets are sent in a transaction by the group's name, without its member and generation.

import type { LogFact } from '../fact.ts';
import type { Appliers } from '../applier.ts';
import { groupFacts } from '../group/apply.ts';
import { batchingFacts } from '../producer/batching-apply.ts';
import { noteBatch, producerStateFacts } from '../producer-state/apply.ts';
import { produceNumbered } from '../producer-state/produce-numbered.ts';
import type { Room } from '../room.ts';
import { storageFacts } from '../storage/apply.ts';
import { topicChangeFacts } from '../topic/change-apply.ts';
import { transactionFacts } from './apply.ts';
import {
  abortTransaction,
  beginTransaction,
  commitTransaction,
  initTransactions,
  sendOffsets,
} from './client.ts';
import { checkTransaction, describeTransaction } from './coordinator.ts';
import { copyTransactions } from './copies.ts';
import { closeAny, endAnyLinger, flushAny, openAny, produceAny, sendAny } from './sending.ts';
import { transactionSettings } from './settings.ts';
import { tellAborted } from './visibility.ts';
import { forgetGroup, forgetPartitions, forgetProducer, noteCommit, noteDeleted } from './others.ts';

/** Facts of other subjects that change something here too. */
const SHARED: Partial<Appliers<LogFact>> = {
  'batch-appended'(world, state, fact) {
    storageFacts['batch-appended'](world, state, fact);
    noteBatch(world, state, fact);
  },
  'producer-closed'(world, state, fact) {
    batchingFacts['producer-closed'](world, state, fact);
    forgetProducer(state, fact.producer);
  },
  'topic-deleted'(world, state, fact) {
    forgetPartitions(state, state.topics[fact.topic]!.partitions);
    topicChangeFacts['topic-deleted'](world, state, fact);
  },
  committed(world, state, fact) {
    groupFacts.committed(world, state, fact);
    // what a transaction commits is older than what was sent after it
    if (fact.consumer !== null) noteCommit(state, fact.group, fact.partition);
  },
  'offset-reset'(world, state, fact) {
    groupFacts['offset-reset'](world, state, fact);
    noteCommit(state, fact.group, fact.partition);
  },
  'offsets-deleted'(world, state, fact) {
    groupFacts['offsets-deleted'](world, state, fact);
    noteDeleted(state, fact.group, fact.partitions);
  },
  'group-deleted'(world, state, fact) {
    groupFacts['group-deleted'](world, state, fact);
    forgetGroup(state, fact.group);
  },
};

export const transactionRoom: Room = {
  rules: {
    'open-producer': openAny,
    'close-producer': closeAny,
    produce: produceAny,
    send: sendAny,
    flush: flushAny,
    'end-linger': endAnyLinger,
    'produce-numbered': produceNumbered,
    'init-transactions': initTransactions,
    'begin-transaction': beginTransaction,
    'commit-transaction': commitTransaction,
    'abort-transaction': abortTransaction,
    'send-offsets': sendOffsets,
    'describe-transaction': describeTransaction,
    'check-transaction': checkTransaction,
    'tell-aborted': tellAborted,
  },
  facts: { ...producerStateFacts, ...transactionFacts, ...SHARED },
  settings: transactionSettings,
  copy: copyTransactions,
};
