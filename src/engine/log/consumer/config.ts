// A consumer's settings as they are unless it says otherwise, and those few that most consumers set. What each may be, and which do not go
// together, is in settings.ts.

import { MAX_INT, type Settings } from '../settings.ts';
import type { ConsumerConfig } from './state.ts';

/** Kafka: ConsumerConfig. */
export const CONSUMER_DEFAULTS: ConsumerConfig = {
  'client.id': null,
  'group.protocol': 'classic',
  'group.remote.assignor': null,
  'group.instance.id': null,
  'partition.assignment.strategy': ['range', 'cooperative-sticky'],
  'auto.offset.reset': 'latest',
  'isolation.level': 'read_uncommitted',
  'enable.auto.commit': true,
  'auto.commit.interval.ms': 5000,
  'max.poll.records': 500,
  'max.partition.fetch.bytes': 1024 * 1024,
  'fetch.max.bytes': 50 * 1024 * 1024,
  'fetch.min.bytes': 1,
  'fetch.max.wait.ms': 500,
  'session.timeout.ms': 45_000,
  'heartbeat.interval.ms': 3000,
  'max.poll.interval.ms': 5 * 60 * 1000,
  'metadata.max.age.ms': 5 * 60 * 1000,
  'request.timeout.ms': 30_000,
  'retry.backoff.ms': 100,
};

/** Whether a setting is one of those few, and certainly right. */
function isCommon(name: string, value: Settings[string]): boolean {
  switch (name) {
    case 'max.poll.records':
      return Number.isInteger(value) && 1 <= Number(value) && Number(value) <= MAX_INT;
    case 'enable.auto.commit':
      return typeof value === 'boolean';
    case 'auto.offset.reset':
      return value === 'earliest' || value === 'latest' || value === 'none';
    default:
      return false;
  }
}

/** The settings of a consumer that sets nothing but those few; null for any other. */
export const commonConfig = (given: Settings): ConsumerConfig | null =>
  Object.entries(given).every(([name, value]) => isCommon(name, value))
    ? { ...CONSUMER_DEFAULTS, ...given }
    : null;
