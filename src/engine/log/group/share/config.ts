// A share consumer's settings: Kafka's defaults, what each may be, and which belong to other consumers only.

import { isRefusal, type Refusal } from '../../../command.ts';
import { clientRefusal } from '../../refusal.ts';
import { oneOf, text } from '../../readers.ts';
import { int, type Reader, readSettings, type Settings } from '../../settings.ts';
import type { ShareConsumerConfig } from './client-state.ts';

/** Kafka: ConsumerConfig. */
const DEFAULTS: ShareConsumerConfig = {
  'share.acknowledgement.mode': 'implicit',
  'share.acquire.mode': 'batch_optimized',
  'client.id': null,
  'max.poll.records': 500,
  'fetch.max.bytes': 50 * 1024 * 1024,
  'max.poll.interval.ms': 5 * 60 * 1000,
};

const READERS: Readonly<Record<keyof ShareConsumerConfig, Reader>> = {
  'share.acknowledgement.mode': oneOf('implicit', 'explicit'),
  'share.acquire.mode': oneOf('batch_optimized', 'record_limit'),
  'client.id': text,
  'max.poll.records': int(1),
  'fetch.max.bytes': int(0),
  'max.poll.interval.ms': int(1),
};

/** Kafka: ShareConsumerConfig's SHARE_GROUP_UNSUPPORTED_CONFIGS. */
const UNSUPPORTED: readonly string[] = [
  'auto.offset.reset',
  'enable.auto.commit',
  'group.instance.id',
  'isolation.level',
  'partition.assignment.strategy',
  'interceptor.classes',
  'session.timeout.ms',
  'heartbeat.interval.ms',
  'group.protocol',
  'group.remote.assignor',
];

/** A share consumer's settings, defaults included, or why there can be no such consumer. */
export function readShareConsumerConfig(given: Settings): ShareConsumerConfig | Refusal {
  const misconfigured = (message: string): Refusal => clientRefusal('ConfigException', message);
  const strange = UNSUPPORTED.filter((name) => name in given);
  if (strange.length > 0)
    return misconfigured(`${strange.join(', ')} cannot be set when using a share group.`);
  const read = readSettings<ShareConsumerConfig>(given, READERS, misconfigured);
  return isRefusal(read) ? read : { ...DEFAULTS, ...read };
}
