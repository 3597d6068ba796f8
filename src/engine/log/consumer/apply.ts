// What each fact about consumers changes.

import type { Instant, LaneId } from '../../vocabulary.ts';
import type { World } from '../../world.ts';
import { type Appliers, later } from '../applier.ts';
import type { LogState } from '../state.ts';
import { noClassicMembership } from '../group/classic/client.ts';
import { noMembership } from '../group/consumer-protocol/beginning.ts';
import { classicGroup } from '../group/kinds.ts';
import { without } from '../set.ts';
import type { PartitionId } from '../storage/state.ts';
import type { ConsumerFact } from './fact.ts';
import { isSubscribed } from './subscription.ts';
import type { Consumer, ConsumerConfig, FetchedPart } from './state.ts';

export const consumerFacts: Appliers<ConsumerFact> = {
  'consumer-opened'(world, state, fact) {
    const { consumer: id, group } = fact;
    const config = fact.config as ConsumerConfig;
    state.consumers[id] = {
      id,
      group,
      config,
      subscription: [],
      pattern: null,
      assignment: [],
      positions: {},
      paused: [],
      resets: {},
      retryAt: {},
      fetched: [],
      fetchOrder: [],
      inFetchSession: false,
      fetchHeld: null,
      generation: -1,
      classic: group !== null && config['group.protocol'] === 'classic' ? noClassicMembership() : null,
      membership: group !== null && config['group.protocol'] === 'consumer' ? noMembership() : null,
      commitsOnRevoke: fact.commitsOnRevoke,
      polledAt: world.now,
      inPoll: false,
      pollLimitAt: null,
      open: true,
      autoCommitAt: null,
      openedAt: world.now,
    };
    restartAutoCommit(world, fact.lane, state.consumers[id]);
  },
  'consumer-closed'(_world, state, fact) {
    state.consumers[fact.consumer]!.open = false;
    assignTo(state, fact.consumer, []);
  },
  'consumer-killed'(_world, state, fact) {
    state.consumers[fact.consumer]!.open = false;
    for (const id in state.groups)
      for (const member of state.groups[id]!.members)
        if (member.consumer === fact.consumer) member.alive = false;
  },
  subscribed(_world, state, fact) {
    const consumer = state.consumers[fact.consumer]!;
    consumer.subscription = [...fact.topics];
    consumer.pattern = fact.pattern && { ...fact.pattern, matched: [...fact.pattern.matched] };
    if (isSubscribed(consumer)) return;
    consumer.generation = -1;
    assignTo(state, fact.consumer, []);
  },
  'topics-matched'(_world, state, fact) {
    state.consumers[fact.consumer]!.pattern!.matched = [...fact.topics];
  },
  'auto-commit-due'() {},
  'auto-commit-planned'(world, state, fact) {
    commitFrom(world, fact.lane, state.consumers[fact.consumer]!, fact.nextAt);
  },
  assigned(world, state, fact) {
    assignTo(state, fact.consumer, fact.partitions);
    const consumer = state.consumers[fact.consumer]!;
    if (consumer.group === null || !isSubscribed(consumer)) return;
    restartAutoCommit(world, fact.lane, consumer);
    const { classic, generation } = consumer;
    if (!classic) return;
    classic.told = null;
    classic.prepared = false;
    if (classicGroup(state, consumer.group)?.protocol === 'sticky')
      classic.remembered = { partitions: [...fact.partitions], generation };
  },
  revoked(_world, state, fact) {
    const { consumer, partitions } = fact;
    assignTo(state, consumer, without(state.consumers[consumer]!.assignment, partitions));
  },
  'poll-noted'(world, state, fact) {
    const consumer = state.consumers[fact.consumer]!;
    consumer.polledAt = world.now;
    consumer.inPoll = fact.stays;
  },
  'poll-limit-set'(world, state, fact) {
    const { lane, consumer, limitAt } = fact;
    state.consumers[consumer]!.pollLimitAt = limitAt;
    if (limitAt !== null) later(world, limitAt, { of: 'log', kind: 'check-poll-limit', lane, consumer });
  },
  paused(_world, state, fact) {
    state.consumers[fact.consumer]!.paused = [...fact.partitions];
  },
  'position-set'(_world, state, fact) {
    const { positions, resets, retryAt, fetched } = state.consumers[fact.consumer]!;
    positions[fact.partition] = fact.position;
    delete retryAt[fact.partition];
    if (fact.resetTo) resets[fact.partition] = fact.resetTo;
    else delete resets[fact.partition];
    drop(fetched, fact.partition);
  },
  'reset-delayed'(world, state, fact) {
    const { lane, consumer, partition, retryAt } = fact;
    delete state.consumers[consumer]!.resets[partition];
    state.consumers[consumer]!.positions[partition] = null;
    state.consumers[consumer]!.retryAt[partition] = retryAt;
    later(world, retryAt, { of: 'log', kind: 'retry-reset', lane, consumer, partition });
  },
  'out-of-range'(_world, state, fact) {
    const { positions, resets, fetched } = state.consumers[fact.consumer]!;
    drop(fetched, fact.partition);
    if (fact.policy === 'none') return;
    positions[fact.partition] = null;
    resets[fact.partition] = 'policy';
  },
  'fetch-held'(world, state, fact) {
    const { lane, consumer, since, until } = fact;
    state.consumers[consumer]!.fetchHeld = { since, until };
    if (until !== null) later(world, until, { of: 'log', kind: 'end-hold', lane, consumer });
  },
  'fetch-answered'() {},
  fetched(_world, state, fact) {
    const consumer = state.consumers[fact.consumer]!;
    for (const { partition, to } of fact.parts) {
      consumer.fetched.push({ partition, to });
      if (to !== null) goToEnd(consumer, partition);
    }
    consumer.inFetchSession = true;
    consumer.fetchHeld = null;
  },
  polled(world, state, fact) {
    const consumer = state.consumers[fact.consumer]!;
    const { partition, to, fetchedTo } = fact;
    consumer.polledAt = world.now;
    consumer.inPoll = false;
    consumer.positions[partition] = to;
    consumer.fetchHeld = null;
    const index = indexIn(consumer.fetched, partition);
    if (index < 0) {
      // it was fetched just now, and nothing else with it
      goToEnd(consumer, partition);
      consumer.inFetchSession = true;
      if (to < fetchedTo) consumer.fetched.push({ partition, to: fetchedTo });
    } else if (to === fetchedTo) consumer.fetched.splice(index, 1);
  },
};

/** In a session, what has brought something goes to the end of the line. Kafka: FetchSession, PartitionIterator. */
function goToEnd({ fetchOrder, inFetchSession }: Consumer, partition: PartitionId): void {
  const last = fetchOrder.length - 1;
  if (!inFetchSession || fetchOrder[last] === partition) return;
  fetchOrder.splice(fetchOrder.indexOf(partition), 1);
  fetchOrder.push(partition);
}

/** The first poll an interval from now commits. Kafka: the timer begins with the consumer, and anew with each assignment. */
export function restartAutoCommit(world: World, lane: LaneId, consumer: Consumer): void {
  const { 'enable.auto.commit': enabled, 'auto.commit.interval.ms': intervalMs } = consumer.config;
  if (enabled) commitFrom(world, lane, consumer, world.now + intervalMs);
}

function commitFrom(world: World, lane: LaneId, consumer: Consumer, at: Instant): void {
  consumer.autoCommitAt = at;
  later(world, at, { of: 'log', kind: 'call-for-commit', lane, consumer: consumer.id });
}

function indexIn(fetched: readonly FetchedPart[], partition: PartitionId): number {
  for (let i = 0; i < fetched.length; i++) if (fetched[i]!.partition === partition) return i;
  return -1;
}

function drop(fetched: FetchedPart[], partition: PartitionId): void {
  const index = indexIn(fetched, partition);
  if (index >= 0) fetched.splice(index, 1);
}

/** What it keeps keeps its position too, and what was fetched of it. */
function assignTo(state: LogState, id: string, partitions: readonly string[]): void {
  const consumer = state.consumers[id]!;
  const { positions, resets, retryAt } = consumer;
  consumer.assignment = [...partitions];
  consumer.positions = {};
  consumer.resets = {};
  consumer.retryAt = {};
  consumer.paused = consumer.paused.filter((partition) => partitions.includes(partition));
  consumer.fetched = consumer.fetched.filter(({ partition }) => partitions.includes(partition));
  const kept = consumer.fetchOrder.filter((partition) => partitions.includes(partition));
  consumer.fetchOrder = [...kept, ...without(partitions, kept)];
  for (const partition of partitions) {
    consumer.positions[partition] = positions[partition] ?? null;
    if (resets[partition]) consumer.resets[partition] = resets[partition];
    if (retryAt[partition] !== undefined) consumer.retryAt[partition] = retryAt[partition];
  }
}
