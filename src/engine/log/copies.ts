// How a log lane begins, and how it is copied for checkpoints and forks. Records and closed segments are never changed, so copies
// share them.

import { mapped } from '../clients/copies.ts';
import { isRefusal } from '../command.ts';
import type { Store } from '../store.ts';
import type { Settings } from './settings.ts';
import { clientRefusal } from './refusal.ts';
import { integer, MAX_INT, type Reader, readSettings } from './settings.ts';
import type { BasicSettings, BrokerSettings, LogState } from './state.ts';
import type { Consumer } from './consumer/state.ts';
import type { ClassicGroup, ClassicMembership } from './group/classic/state.ts';
import type { Group } from './group/state.ts';
import type { Partition } from './storage/state.ts';
import type { Producer } from './producer/state.ts';
import type { Room } from './room.ts';
import { TOPIC_DEFAULTS, type TopicConfig } from './topic/config.ts';
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
};

/** What there is anyway, and what the rooms have of it. */
const withRooms = <All>(basic: object, rooms: readonly Room[], part: 'readers' | 'defaults'): All =>
  rooms.reduce((all, { settings }) => ({ ...all, ...settings?.[part] }), basic) as All;

/** A broker that just came up, without topics. @throws for a setting that it would not start with */
export function createLogState(given: object, rooms: readonly Room[]): LogState {
  const readers = withRooms<Readonly<Record<string, Reader>>>(READERS, rooms, 'readers');
  const read = readSettings<BrokerSettings>(given as Settings, readers, (message) =>
    clientRefusal('ConfigException', message),
  );
  if (isRefusal(read)) throw new Error(read.message);
  const defaults = topicDefaultsOf(
    given as Settings,
    Object.keys(given).filter((name) => !(name in readers)),
    rooms,
  );
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

/** What topics are unless they say otherwise. Settings that only a room can read may say so. */
function topicDefaultsOf(given: Settings, strange: readonly string[], rooms: readonly Room[]): TopicConfig {
  if (strange.length === 0) return TOPIC_DEFAULTS;
  const room = rooms.find((one) => one.topicDefaults);
  if (!room) throw new Error(`This run has no room for the setting "${strange[0]}".`);
  const defaults = room.topicDefaults!(given);
  if (isRefusal(defaults)) throw new Error(defaults.message);
  return defaults;
}

/** Whether every run can read this setting of the broker. */
export const isBasicSetting = (name: string): boolean => name in READERS;

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
    // those of other types are copied by their rooms
    groups: mapped(state.groups, (group) => (group.type === 'classic' ? copyClassicGroup(group) : group)),
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
});

const copyClassicMembership = (membership: ClassicMembership): ClassicMembership => ({
  ...membership,
  joinedTopics: membership.joinedTopics && membership.joinedTopics.slice(),
  told: membership.told && membership.told.slice(),
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

/** What a group has committed. */
export const copyOffsets = ({ offsets }: Group): Group['offsets'] =>
  mapped(offsets, (committed) => ({ ...committed }));
