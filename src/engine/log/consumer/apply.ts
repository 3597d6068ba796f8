// What each fact about consumers changes.

import type { World } from '../../world.ts';
import { type Appliers, later } from '../applier.ts';
import type { LogState } from '../state.ts';
import { noClassicMembership } from '../group/classic/client.ts';
import { noMembership } from '../group/consumer-protocol/beginning.ts';
import { classicGroup } from '../group/kinds.ts';
import { without } from '../set.ts';
import type { ConsumerFact } from './fact.ts';
import { isSubscribed } from './pattern.ts';
import type { ConsumerConfig } from './state.ts';

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
      draining: null,
      fetchedTo: 0,
      generation: -1,
      classic: group !== null && config['group.protocol'] === 'classic' ? noClassicMembership() : null,
      membership: group !== null && config['group.protocol'] === 'consumer' ? noMembership() : null,
      commitsOnRevoke: fact.commitsOnRevoke,
      polledAt: world.now,
      inPoll: false,
      pollLimitAt: null,
      open: true,
      autoCommitAt: autoCommitAfter(world, config),
      openedAt: world.now,
    };
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
  'auto-commit-planned'(_world, state, fact) {
    state.consumers[fact.consumer]!.autoCommitAt = fact.nextAt;
  },
  assigned(world, state, fact) {
    assignTo(state, fact.consumer, fact.partitions);
    const consumer = state.consumers[fact.consumer]!;
    if (consumer.group === null || !isSubscribed(consumer)) return;
    consumer.autoCommitAt = autoCommitAfter(world, consumer.config);
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
    const { positions, resets, retryAt } = state.consumers[fact.consumer]!;
    positions[fact.partition] = fact.position;
    delete retryAt[fact.partition];
    if (fact.resetTo) resets[fact.partition] = fact.resetTo;
    else delete resets[fact.partition];
  },
  'reset-delayed'(world, state, fact) {
    const { lane, consumer, partition, retryAt } = fact;
    state.consumers[consumer]!.positions[partition] = null;
    state.consumers[consumer]!.retryAt[partition] = retryAt;
    later(world, retryAt, { of: 'log', kind: 'retry-reset', lane, consumer, partition });
  },
  'out-of-range'() {},
  polled(world, state, fact) {
    const consumer = state.consumers[fact.consumer]!;
    consumer.polledAt = world.now;
    consumer.inPoll = false;
    consumer.positions[fact.partition] = fact.to;
    consumer.draining = fact.partition;
    consumer.fetchedTo = fact.fetchedTo;
  },
};

/** An interval from now. Kafka: the timer begins with the consumer, and anew with each assignment that its group gives it. */
export const autoCommitAfter = ({ now }: World, config: ConsumerConfig): number | null =>
  config['enable.auto.commit'] ? now + config['auto.commit.interval.ms'] : null;

/** What it keeps keeps its position too. */
function assignTo(state: LogState, id: string, partitions: readonly string[]): void {
  const consumer = state.consumers[id]!;
  const { positions, resets, retryAt } = consumer;
  consumer.assignment = [...partitions];
  consumer.positions = {};
  consumer.resets = {};
  consumer.retryAt = {};
  consumer.paused = consumer.paused.filter((partition) => partitions.includes(partition));
  consumer.draining = null;
  for (const partition of partitions) {
    consumer.positions[partition] = positions[partition] ?? null;
    if (resets[partition]) consumer.resets[partition] = resets[partition];
    if (retryAt[partition] !== undefined) consumer.retryAt[partition] = retryAt[partition];
  }
}
