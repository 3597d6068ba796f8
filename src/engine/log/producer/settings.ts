// What each setting of a producer may be, and which do not go together.

import type { Context } from '../../broker.ts';
import { isRefusal, type Refusal } from '../../command.ts';
import type { LogCommandOf } from '../command.ts';
import { boolean, oneOf } from '../readers.ts';
import { clientRefusal } from '../refusal.ts';
import { int, integer, MAX_INT, type Reader, readSettings, type Settings } from '../settings.ts';
import { PRODUCER_DEFAULTS, ROUND_ROBIN } from './config.ts';
import { addProducer } from './producer.ts';
import type { ProducerConfig } from './state.ts';

/** Opens a producer whose settings say something. */
export function openConfigured(
  context: Context,
  { lane, producer, config: given }: LogCommandOf<'open-configured-producer'>,
): Refusal | object {
  const config = readProducerConfig(given);
  if (isRefusal(config)) return config;
  addProducer(context, lane, producer, config, isIdempotent(given));
  return {};
}

const acks: Reader<ProducerConfig['acks']> = (text) => {
  if (text === 'all' || text === '-1') return { value: 'all' };
  return text === '0' || text === '1' ? { value: text } : 'String must be one of: all, -1, 0, 1';
};

/** A whole number in a range, or -1 for the codec's own default. */
const gzipLevel: Reader<number> = (text) => (text === '-1' ? { value: -1 } : int(1, 9)(text));

const partitionerClass: Reader<string> = (text) =>
  text === ROUND_ROBIN ? { value: text } : `Class ${text} could not be found.`;

const READERS: Readonly<Record<keyof ProducerConfig, Reader>> = {
  acks,
  'batch.size': int(0),
  'buffer.memory': integer(0),
  'delivery.timeout.ms': int(0),
  'linger.ms': integer(0),
  'max.request.size': int(0),
  'metadata.max.age.ms': integer(0),
  'partitioner.adaptive.partitioning.enable': boolean,
  'partitioner.class': partitionerClass,
  'partitioner.ignore.keys': boolean,
  'request.timeout.ms': int(0),
};

/** Settings that are checked and change nothing here. */
const ACCEPTED: Readonly<Record<string, Reader>> = {
  'compression.type': oneOf('none', 'gzip', 'snappy', 'lz4', 'zstd'),
  'compression.gzip.level': gzipLevel,
  'compression.lz4.level': int(1, 17),
  'compression.zstd.level': int(-131072, 22),
  'max.block.ms': integer(0),
  'max.in.flight.requests.per.connection': int(1),
  'metadata.max.idle.ms': integer(5000),
  'partitioner.availability.timeout.ms': integer(0),
  retries: int(0),
  'retry.backoff.ms': integer(0),
  'retry.backoff.max.ms': integer(0),
};

const misconfigured = (message: string): Refusal => clientRefusal('ConfigException', message);

/** A producer's settings, defaults included, or why there can be no such producer. Kafka: KafkaProducer.configureDeliveryTimeout. */
export function readProducerConfig(given: Settings): ProducerConfig | Refusal {
  const accepted = readSettings(given, ACCEPTED, misconfigured);
  if (isRefusal(accepted)) return accepted;
  const read = readSettings<ProducerConfig>(given, READERS, misconfigured);
  if (isRefusal(read)) return read;
  const config = { ...PRODUCER_DEFAULTS, ...read };
  const leastMs = Math.min(config['linger.ms'] + config['request.timeout.ms'], MAX_INT);
  if (config['delivery.timeout.ms'] >= leastMs) return config;
  if (read['delivery.timeout.ms'] === undefined) return { ...config, 'delivery.timeout.ms': leastMs };
  return {
    ...clientRefusal(
      'KafkaException',
      'delivery.timeout.ms should be equal to or larger than linger.ms + request.timeout.ms',
    ),
    cause: 'ConfigException',
  };
}

/** Every producer is, unless its settings rule that out. Kafka: ProducerConfig.postProcessAndValidateIdempotenceConfigs. */
const isIdempotent = (given: Settings): boolean =>
  String(given['enable.idempotence'] ?? true) === 'true' &&
  ['all', '-1'].includes(String(given['acks'] ?? 'all')) &&
  String(given['retries'] ?? '') !== '0';
