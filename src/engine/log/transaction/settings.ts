// The broker's settings of transactions and of those who number their batches. Kafka: TransactionStateManagerConfig,
// TransactionLogConfig.

import type { RoomSettings } from '../room.ts';
import { integer, MAX_INT, type Reader } from '../settings.ts';
import type { TransactionSettings } from './state.ts';

const defaults: TransactionSettings = {
  'transaction.max.timeout.ms': 15 * 60 * 1000,
  'transaction.abort.timed.out.transaction.cleanup.interval.ms': 10_000,
  'producer.id.expiration.ms': 24 * 60 * 60 * 1000,
  'producer.id.expiration.check.interval.ms': 10 * 60 * 1000,
};

const readers: Readonly<Record<keyof TransactionSettings, Reader>> = {
  'transaction.max.timeout.ms': integer(1, MAX_INT),
  'transaction.abort.timed.out.transaction.cleanup.interval.ms': integer(1, MAX_INT),
  'producer.id.expiration.ms': integer(1, MAX_INT),
  'producer.id.expiration.check.interval.ms': integer(1, MAX_INT),
};

export const transactionSettings: RoomSettings = { readers, defaults };
