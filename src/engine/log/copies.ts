// How a log lane begins, and how it is copied for checkpoints and forks. Records and closed segments are never changed, so copies
// share them.

import { mapped } from '../clients/copies.ts';
import { isRefusal } from '../command.ts';
import type { Store } from '../store.ts';
import type { Settings } from './settings.ts';
import { clientRefusal } from './refusal.ts';
import { integer, MAX_INT, oneOf, type Reader, readSettings } from './settings.ts';
import type { BasicSettings, BrokerSettings, LogState, MigrationPolicy } from './state.ts';
import type { Consumer } from './consumer/state.ts';
import type { ClassicGroup, ClassicMembership } from './group/classic/state.ts';
import type { ConsumerGroup, Membership } from './group/consumer-protocol/state.ts';
import type { ShareConsumer } from './group/share/client-state.ts';
import type { ShareGroup } from './group/share/state.ts';
import type { Group } from './group/state.ts';
import type { Partition } from './storage/state.ts';
import type { Producer } from './producer/state.ts';
import type { Room } from './room.ts';
import { topicDefaults } from './topic/config.ts';
import type { Topic } from './topic/state.ts';

/** Kafka: ServerLogConfigs, CleanerConfig, GroupCoordinatorConfig; `log.initial.task.delay.ms` is internal there. */
const DEFAULTS: BasicSettings = {
  'log.retention.check.interval.ms': 5 * 60 * 1000,
  'log.initial.task.delay.ms': 30_000,
  'log.cleaner.backoff.ms': 15_000,
  'offsets.retention.minutes': 7 * 24 * 60,
  'offsets.retention.check.interval.ms': 10 * 60 * 1000,
  'offset.metadata.max.bytes': 4096,
  'group.initial.rebalance.delay.ms': 3000,
  'group.max.size': MAX_INT,
  'group.min.session.timeout.ms': 6000,
  'group.max.session.timeout.ms': 30 * 60 * 1000,
  'group.consumer.session.timeout.ms': 45_000,
  'group.consumer.min.session.timeout.ms': 45_000,
  'group.consumer.max.session.timeout.ms': 60_000,
  'group.consumer.heartbeat.interval.ms': 5000,
  'group.consumer.min.heartbeat.interval.ms': 5000,
  'group.consumer.max.heartbeat.interval.ms': 15_000,
  'group.consumer.assignment.interval.ms': 1000,
  'group.consumer.min.assignment.interval.ms': 0,
  'group.consumer.max.assignment.interval.ms': 15_000,
  'group.consumer.max.size': MAX_INT,
  'group.consumer.regex.refresh.interval.ms': 10 * 60 * 1000,
  'group.consumer.migration.policy': 'bidirectional',
  'group.consumer.assignors': ['uniform', 'range'],
  'group.share.session.timeout.ms': 45_000,
  'group.share.min.session.timeout.ms': 45_000,
  'group.share.max.session.timeout.ms': 60_000,
  'group.share.heartbeat.interval.ms': 5000,
  'group.share.min.heartbeat.interval.ms': 5000,
  'group.share.max.heartbeat.interval.ms': 15_000,
  'group.share.assignment.interval.ms': 1000,
  'group.share.min.assignment.interval.ms': 0,
  'group.share.max.assignment.interval.ms': 15_000,
  'group.share.max.size': 200,
  'group.share.record.lock.duration.ms': 30_000,
  'group.share.min.record.lock.duration.ms': 15_000,
  'group.share.max.record.lock.duration.ms': 60_000,
  'group.share.delivery.count.limit': 5,
  'group.share.min.delivery.count.limit': 2,
  'group.share.max.delivery.count.limit': 10,
  'group.share.partition.max.record.locks': 2000,
  'group.share.min.partition.max.record.locks': 100,
  'group.share.max.partition.max.record.locks': 4000,
};

/** Kafka: ConsumerGroupMigrationPolicy, in whatever case. */
const migrationPolicy: Reader<MigrationPolicy> = (text) =>
  oneOf('disabled', 'downgrade', 'upgrade', 'bidirectional')(text.toLowerCase());

/** Names of assignors that the coordinator has. Kafka: GroupCoordinatorConfig.consumerGroupAssignors. */
const serverAssignors: Reader<readonly string[]> = (text) => {
  const names = text.split(',').map((name) => name.trim());
  return names.every((name) => name === 'uniform' || name === 'range')
    ? { value: names }
    : 'unknown assignor';
};

const READERS: Readonly<Record<keyof BasicSettings, Reader>> = {
  'log.retention.check.interval.ms': integer(1),
  'log.initial.task.delay.ms': integer(0),
  'log.cleaner.backoff.ms': integer(0),
  'offsets.retention.minutes': integer(1, MAX_INT),
  'offsets.retention.check.interval.ms': integer(1),
  'offset.metadata.max.bytes': integer(0, MAX_INT),
  'group.initial.rebalance.delay.ms': integer(0, MAX_INT),
  'group.max.size': integer(1, MAX_INT),
  'group.min.session.timeout.ms': integer(0, MAX_INT),
  'group.max.session.timeout.ms': integer(0, MAX_INT),
  'group.consumer.session.timeout.ms': integer(1, MAX_INT),
  'group.consumer.min.session.timeout.ms': integer(1, MAX_INT),
  'group.consumer.max.session.timeout.ms': integer(1, MAX_INT),
  'group.consumer.heartbeat.interval.ms': integer(1, MAX_INT),
  'group.consumer.min.heartbeat.interval.ms': integer(1, MAX_INT),
  'group.consumer.max.heartbeat.interval.ms': integer(1, MAX_INT),
  'group.consumer.assignment.interval.ms': integer(0, MAX_INT),
  'group.consumer.min.assignment.interval.ms': integer(0, MAX_INT),
  'group.consumer.max.assignment.interval.ms': integer(0, MAX_INT),
  'group.consumer.max.size': integer(1, MAX_INT),
  'group.consumer.regex.refresh.interval.ms': integer(10_000, MAX_INT),
  'group.consumer.migration.policy': migrationPolicy,
  'group.consumer.assignors': serverAssignors,
  'group.share.session.timeout.ms': integer(1, MAX_INT),
  'group.share.min.session.timeout.ms': integer(1, MAX_INT),
  'group.share.max.session.timeout.ms': integer(1, MAX_INT),
  'group.share.heartbeat.interval.ms': integer(1, MAX_INT),
  'group.share.min.heartbeat.interval.ms': integer(1, MAX_INT),
  'group.share.max.heartbeat.interval.ms': integer(1, MAX_INT),
  'group.share.assignment.interval.ms': integer(0, MAX_INT),
  'group.share.min.assignment.interval.ms': integer(0, MAX_INT),
  'group.share.max.assignment.interval.ms': integer(0, MAX_INT),
  'group.share.max.size': integer(1, 1000),
  'group.share.record.lock.duration.ms': integer(1000, 3_600_000),
  'group.share.min.record.lock.duration.ms': integer(1000, 30_000),
  'group.share.max.record.lock.duration.ms': integer(30_000, 3_600_000),
  'group.share.delivery.count.limit': integer(2, 10),
  'group.share.min.delivery.count.limit': integer(2, 5),
  'group.share.max.delivery.count.limit': integer(5, 25),
  'group.share.partition.max.record.locks': integer(100, 10_000),
  'group.share.min.partition.max.record.locks': integer(100, 2000),
  'group.share.max.partition.max.record.locks': integer(2000, 20_000),
};

/** What there is anyway, and what the rooms have of it. */
const withRooms = <All>(basic: object, rooms: readonly Room[], part: 'readers' | 'defaults'): All =>
  rooms.reduce((all, { settings }) => ({ ...all, ...settings?.[part] }), basic) as All;

/** A broker that just came up, without topics. @throws for a setting that it would not start with */
export function createLogState(given: object, rooms: readonly Room[]): LogState {
  const read = readSettings<BrokerSettings>(
    given as Settings,
    withRooms<Readonly<Record<string, Reader>>>(READERS, rooms, 'readers'),
    (message) => clientRefusal('ConfigException', message),
  );
  if (isRefusal(read)) throw new Error(read.message);
  const defaults = topicDefaults(given as Settings);
  if (isRefusal(defaults)) throw new Error(defaults.message);
  return {
    settings: { ...withRooms<BrokerSettings>(DEFAULTS, rooms, 'defaults'), ...read },
    topicDefaults: defaults,
    topics: {},
    partitions: {},
    producers: {},
    consumers: {},
    shareConsumers: {},
    groups: {},
    cleanerPassAt: null,
    producerIds: 0,
    groupConfigs: {},
    topicsCreated: 0,
    transactions: null,
  };
}

/** How append-only storage is seen by a copy: shared with the original, or its own. */
export type View = <Item>(store: Store<Item>) => Store<Item>;

/** Another state with the same past, whose storage of records is seen in this way. */
export function copyLogState(state: LogState, view: View, rooms: readonly Room[]): LogState {
  const copy = {
    ...state,
    topics: mapped(state.topics, copyTopic),
    partitions: mapped(state.partitions, (partition) => copyPartition(partition, view)),
    producers: mapped(state.producers, copyProducer),
    consumers: mapped(state.consumers, copyConsumer),
    shareConsumers: mapped(state.shareConsumers, copyShareConsumer),
    groups: mapped(state.groups, copyGroup),
    groupConfigs: { ...state.groupConfigs },
  };
  for (const room of rooms) room.copy?.(copy, view);
  return copy;
}

const copyTopic = (topic: Topic): Topic => ({
  ...topic,
  partitions: topic.partitions.slice(),
});

const copyPartition = (partition: Partition, view: View): Partition => ({
  ...partition,
  closed: view(partition.closed),
  active: {
    ...partition.active,
    batches: view(partition.active.batches),
    index: { ...partition.active.index },
  },
});

const copyProducer = (producer: Producer): Producer => ({
  ...producer,
  metadata: mapped(producer.metadata, (topic) => ({ ...topic, reached: topic.reached.slice() })),
  queue: producer.queue.map((batch) => ({
    ...batch,
    records: batch.records.slice(),
    tickets: batch.tickets.slice(),
  })),
});

const copyConsumer = (consumer: Consumer): Consumer => ({
  ...consumer,
  subscription: consumer.subscription.slice(),
  pattern: consumer.pattern && { ...consumer.pattern, matched: consumer.pattern.matched.slice() },
  assignment: consumer.assignment.slice(),
  positions: { ...consumer.positions },
  paused: consumer.paused.slice(),
  resets: { ...consumer.resets },
  fetched: consumer.fetched.map((part) => ({ ...part })),
  fetchOrder: consumer.fetchOrder.slice(),
  retryAt: { ...consumer.retryAt },
  classic: consumer.classic && copyClassicMembership(consumer.classic),
  membership: consumer.membership && copyMembership(consumer.membership),
});

const copyClassicMembership = (membership: ClassicMembership): ClassicMembership => ({
  ...membership,
  joinedTopics: membership.joinedTopics && membership.joinedTopics.slice(),
  told: membership.told && membership.told.slice(),
});

const copyMembership = (membership: Membership): Membership => ({
  ...membership,
  told: membership.told && membership.told.slice(),
  said: { ...membership.said, topics: membership.said.topics.slice() },
});

function copyGroup(group: Group): Group {
  if (group.type === 'share') return copyShareGroup(group);
  return group.type === 'classic' ? copyClassicGroup(group) : copyConsumerGroup(group);
}

/** What members have is replaced whole, and so is every batch in flight. */
const copyShareGroup = (group: ShareGroup): ShareGroup => ({
  ...group,
  members: group.members.map((member) => ({ ...member })),
  partitions: mapped(group.partitions, (partition) => ({
    ...partition,
    inFlight: partition.inFlight.slice(),
  })),
});

const copyShareConsumer = (consumer: ShareConsumer): ShareConsumer => ({
  ...consumer,
  held: consumer.held.slice(),
});

const copyClassicGroup = (group: ClassicGroup): ClassicGroup => ({
  ...group,
  topicsSeen: { ...group.topicsSeen },
  members: group.members.map((member) => ({
    ...member,
    subscription: member.subscription.slice(),
    assignment: member.assignment.slice(),
  })),
  offsets: copyOffsets(group),
});

const copyConsumerGroup = (group: ConsumerGroup): ConsumerGroup => ({
  ...group,
  topicsSeen: { ...group.topicsSeen },
  matches: mapped(group.matches, (topics) => topics.slice()),
  members: group.members.map((member) => ({
    ...member,
    subscription: member.subscription.slice(),
    assignment: member.assignment.slice(),
    target: member.target.slice(),
    revoking: member.revoking.slice(),
    classic: member.classic && { ...member.classic, protocols: member.classic.protocols.slice() },
  })),
  offsets: copyOffsets(group),
});

const copyOffsets = ({ offsets }: Group): Group['offsets'] =>
  mapped(offsets, (committed) => ({ ...committed }));
