// The broker's settings of those groups whose coordinator assigns: consumer groups and share groups. Kafka: GroupCoordinatorConfig,
// ShareGroupConfig.

import type { RoomSettings } from '../room.ts';
import { oneOf } from '../readers.ts';
import { integer, MAX_INT, type Reader } from '../settings.ts';

/** Whether groups with members may move from one protocol to the other, and which way. */
export type MigrationPolicy = 'disabled' | 'downgrade' | 'upgrade' | 'bidirectional';

/** By Kafka's names; milliseconds unless a field says otherwise. */
export interface AssignedGroupSettings {
  'group.consumer.session.timeout.ms': number;
  'group.consumer.min.session.timeout.ms': number;
  'group.consumer.max.session.timeout.ms': number;
  'group.consumer.heartbeat.interval.ms': number;
  'group.consumer.min.heartbeat.interval.ms': number;
  'group.consumer.max.heartbeat.interval.ms': number;
  'group.consumer.assignment.interval.ms': number;
  'group.consumer.min.assignment.interval.ms': number;
  'group.consumer.max.assignment.interval.ms': number;
  'group.consumer.max.size': number;
  'group.consumer.regex.refresh.interval.ms': number;
  'group.consumer.migration.policy': MigrationPolicy;
  /** Names of server-side assignors; the first is the default. */
  'group.consumer.assignors': readonly string[];
  'group.share.session.timeout.ms': number;
  'group.share.min.session.timeout.ms': number;
  'group.share.max.session.timeout.ms': number;
  'group.share.heartbeat.interval.ms': number;
  'group.share.min.heartbeat.interval.ms': number;
  'group.share.max.heartbeat.interval.ms': number;
  'group.share.assignment.interval.ms': number;
  'group.share.min.assignment.interval.ms': number;
  'group.share.max.assignment.interval.ms': number;
  'group.share.max.size': number;
  'group.share.record.lock.duration.ms': number;
  'group.share.min.record.lock.duration.ms': number;
  'group.share.max.record.lock.duration.ms': number;
  'group.share.delivery.count.limit': number;
  'group.share.min.delivery.count.limit': number;
  'group.share.max.delivery.count.limit': number;
  'group.share.partition.max.record.locks': number;
  'group.share.min.partition.max.record.locks': number;
  'group.share.max.partition.max.record.locks': number;
}

const defaults: AssignedGroupSettings = {
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

const readers: Readonly<Record<keyof AssignedGroupSettings, Reader>> = {
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

export const assignedGroupSettings: RoomSettings = { readers, defaults };
