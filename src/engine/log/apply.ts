// What each fact about topics, records, producers and consumers changes; facts about groups are in apply-group.ts. Nothing is
// decided here; a fact that names an instant puts its consequence on the agenda.

import { Priority, put } from '../agenda.ts';
import type { Fact } from '../fact.ts';
import { append, createStore } from '../store.ts';
import type { Instant } from '../vocabulary.ts';
import type { World } from '../world.ts';
import { actorOf } from './accumulator.ts';
import { applyToGroup } from './apply-group.ts';
import type { LogCommand } from './command.ts';
import type { LogFact } from './fact.ts';
import { partitionId } from './partition.ts';
import { createSegment } from './segment.ts';
import type { ConsumerConfig, LogState, ProducerConfig, Segment } from './state.ts';

export function applyToLog(world: World, fact: Fact): void {
  if (fact.of !== 'log') return;
  const lane = world.lanes[fact.lane]!;
  if (lane.broker === 'log') applyToState(world, lane.state, fact);
}

function applyToState(world: World, state: LogState, fact: LogFact): void {
  switch (fact.kind) {
    case 'batch-appended': {
      const { batch } = fact;
      const partition = state.partitions[fact.partition]!;
      const { active } = partition;
      append(active.batches, batch);
      if (active.sizeBytes === 0) active.firstTimestamp = batch.maxTimestamp;
      active.sizeBytes += batch.sizeBytes;
      active.largestTimestamp = Math.max(active.largestTimestamp, batch.maxTimestamp);
      partition.sizeBytes += batch.sizeBytes;
      partition.logEndOffset += batch.records.length;
      noteSent(state, fact);
      break;
    }
    case 'polled': {
      const consumer = state.consumers[fact.consumer]!;
      consumer.positions[fact.partition] = fact.to;
      consumer.draining = fact.partition;
      consumer.fetchedTo = fact.fetchedTo;
      break;
    }
    case 'topic-created': {
      const { topic } = fact;
      state.topicsCreated = topic.id;
      state.topics[topic.name] = { ...topic, config: { ...topic.config }, partitions: [] };
      growTo(world, state, topic.name, topic.partitions.length);
      break;
    }
    case 'partitions-added':
      growTo(world, state, fact.topic, fact.total);
      break;
    case 'topic-configured':
      Object.assign(state.topics[fact.topic]!.config, fact.config);
      break;
    case 'topic-deleted':
      for (const id of state.topics[fact.topic]!.partitions) {
        delete state.partitions[id];
        for (const group in state.groups) delete state.groups[group]!.offsets[id];
      }
      delete state.topics[fact.topic];
      break;
    case 'producer-opened': {
      const { producer: id, config } = fact;
      state.producers[id] = { id, config: config as ProducerConfig, metadata: {} };
      break;
    }
    case 'producer-closed':
      delete state.producers[fact.producer];
      break;
    case 'metadata-refreshed': {
      const { topicId, partitionCount, refreshedAt } = fact;
      const { metadata } = state.producers[fact.producer]!;
      const known = metadata[fact.topic];
      const { sticky, stickyBytes, turn } = known?.topicId === topicId ? known : UNKNOWN_TOPIC;
      metadata[fact.topic] = { topicId, partitionCount, sticky, stickyBytes, turn, refreshedAt };
      break;
    }
    case 'partition-stuck': {
      const known = state.producers[fact.producer]!.metadata[fact.topic]!;
      known.sticky = fact.partition;
      known.stickyBytes = 0;
      const actor = actorOf(fact.lane, fact.producer);
      world.chance[actor] = (world.chance[actor] ?? 0) + 1;
      break;
    }
    case 'produce-refused':
      noteSent(state, fact);
      break;
    case 'segment-rolled': {
      const partition = state.partitions[fact.partition]!;
      append(partition.closed, fact.closed);
      partition.active = createSegment(fact.baseOffset, world.epoch + world.now);
      break;
    }
    case 'segments-deleted': {
      const partition = state.partitions[fact.partition]!;
      for (let n = 0; n < fact.segments; n++)
        partition.sizeBytes -= partition.closed.items[partition.firstSegment++]!.sizeBytes;
      partition.logStartOffset = fact.logStartOffset;
      break;
    }
    case 'log-start-moved':
      state.partitions[fact.partition]!.logStartOffset = fact.logStartOffset;
      break;
    case 'retention-planned': {
      const { lane, partition, checkAt } = fact;
      state.partitions[partition]!.retentionCheckAt = checkAt;
      if (checkAt !== null) later(world, checkAt, { of: 'log', kind: 'check-retention', lane, partition });
      break;
    }
    case 'consumer-opened': {
      const { consumer: id, group, config } = fact;
      state.consumers[id] = {
        id,
        group,
        config: config as ConsumerConfig,
        subscription: [],
        assignment: [],
        positions: {},
        paused: [],
        resets: {},
        retryAt: {},
        draining: null,
        fetchedTo: 0,
        generation: -1,
        open: true,
        openedAt: world.now,
      };
      break;
    }
    case 'consumer-closed':
      state.consumers[fact.consumer]!.open = false;
      assignTo(state, fact.consumer, []);
      break;
    case 'subscribed': {
      const consumer = state.consumers[fact.consumer]!;
      consumer.subscription = [...fact.topics];
      if (fact.topics.length > 0) break;
      consumer.generation = -1;
      assignTo(state, fact.consumer, []);
      break;
    }
    case 'revoked':
      assignTo(state, fact.consumer, []);
      break;
    case 'paused':
      state.consumers[fact.consumer]!.paused = [...fact.partitions];
      break;
    case 'position-set': {
      const { positions, resets, retryAt } = state.consumers[fact.consumer]!;
      positions[fact.partition] = fact.position;
      delete retryAt[fact.partition];
      if (fact.resetTo) resets[fact.partition] = fact.resetTo;
      else delete resets[fact.partition];
      break;
    }
    case 'reset-delayed': {
      const { lane, consumer, partition, retryAt } = fact;
      state.consumers[consumer]!.positions[partition] = null;
      state.consumers[consumer]!.retryAt[partition] = retryAt;
      later(world, retryAt, { of: 'log', kind: 'retry-reset', lane, consumer, partition });
      break;
    }
    case 'out-of-range':
    case 'commit-refused':
    case 'reset-refused':
      break;
    case 'assigned':
      assignTo(state, fact.consumer, fact.partitions);
      applyToGroup(world, state, fact);
      break;
    default:
      applyToGroup(world, state, fact);
  }
}

/** What a producer begins with in a topic that it has not seen, or that was created anew. */
const UNKNOWN_TOPIC = { sticky: null, stickyBytes: 0, turn: 0 };

/** Puts a command of the broker's or a client's own clock on the agenda. */
const later = (world: World, at: Instant, command: LogCommand): void =>
  put(world.agenda, at, Priority.timer, command);

function growTo(world: World, state: LogState, topic: string, total: number): void {
  const { partitions } = state.topics[topic]!;
  for (let number = partitions.length; number < total; number++) {
    const id = partitionId(topic, number);
    partitions.push(id);
    state.partitions[id] = {
      id,
      topic,
      number,
      logStartOffset: 0,
      logEndOffset: 0,
      closed: createStore<Segment>(),
      firstSegment: 0,
      active: createSegment(0, world.epoch + world.now),
      sizeBytes: 0,
      retentionCheckAt: null,
    };
  }
}

function noteSent(
  state: LogState,
  fact: Extract<LogFact, { readonly kind: 'batch-appended' | 'produce-refused' }>,
): void {
  const known = state.producers[fact.producer]?.metadata[fact.topic];
  if (!known) return;
  known.stickyBytes += fact.stuckBytes;
  known.turn += fact.turns;
}

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
