// When the broker looks after its logs: at fixed intervals, each kind of work at its own. Nothing here plans anything.

import type { Immutable, Instant } from '../../vocabulary.ts';
import type { BrokerSettings } from '../state.ts';

type Settings = Immutable<BrokerSettings>;

/**
 * The first retention check after `after` and not before `from`.
 * Kafka: LogManager.startup schedules kafka-log-retention from log.initial.task.delay.ms on.
 */
export const checkAfter = (settings: Settings, after: Instant, from: Instant): Instant =>
  firstOn(
    settings['log.initial.task.delay.ms'],
    settings['log.retention.check.interval.ms'],
    Math.max(after + 1, from),
  );

/** The first pass of the cleaner after `after` and not before `from`. Kafka: LogCleaner.CleanerThread.doWork. */
export const passAfter = (settings: Settings, after: Instant, from: Instant): Instant =>
  firstOn(0, Math.max(1, settings['log.cleaner.backoff.ms']), Math.max(after + 1, from));

/** The first of the instants `first`, `first + every`… that is not before `earliest`. */
const firstOn = (first: Instant, every: number, earliest: Instant): Instant =>
  earliest <= first ? first : first + Math.ceil((earliest - first) / every) * every;
