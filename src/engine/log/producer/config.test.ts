// Which producers there can be (kafka-log 1.5, 1.6).

import { expect, test } from 'vitest';
import { isRefusal } from '../../command.ts';
import { readProducerConfig } from './settings.ts';

const ROUND_ROBIN = 'org.apache.kafka.clients.producer.RoundRobinPartitioner';
const outcome = (config: Record<string, string>): string => {
  const read = readProducerConfig(config);
  return isRefusal(read) ? `${read.error}${read.cause ? ` (${read.cause})` : ''}` : 'ok';
};

test.each<[Record<string, string>, string]>([
  [{ acks: '2' }, 'ConfigException'],
  [{ acks: 'ALL' }, 'ConfigException'],
  [{ acks: 'all ' }, 'ok'],
  [{ acks: '-1' }, 'ok'],
  [{ 'linger.ms': '-1' }, 'ConfigException'],
  [{ 'batch.size': '2147483648' }, 'ConfigException'],
  [{ 'batch.size': '0' }, 'ok'],
  [{ 'buffer.memory': '-1' }, 'ConfigException'],
  [{ 'compression.type': 'GZIP' }, 'ConfigException'],
  [{ 'compression.gzip.level': '0' }, 'ConfigException'],
  [{ 'compression.gzip.level': '-1' }, 'ok'],
  [{ 'compression.lz4.level': '18' }, 'ConfigException'],
  [{ 'compression.zstd.level': '-131072' }, 'ok'],
  [{ 'partitioner.class': ROUND_ROBIN }, 'ok'],
  [{ 'partitioner.class': 'RoundRobinPartitioner' }, 'ConfigException'],
  [{ 'metadata.max.idle.ms': '4999' }, 'ConfigException'],
  [{ 'max.in.flight.requests.per.connection': '0' }, 'ConfigException'],
  [{ retries: '-1' }, 'ConfigException'],
  // delivery.timeout.ms must leave time for linger.ms and request.timeout.ms; its default makes room for them
  [{ 'delivery.timeout.ms': '30004' }, 'KafkaException (ConfigException)'],
  [{ 'delivery.timeout.ms': '30005' }, 'ok'],
  [{ 'linger.ms': '100000' }, 'ok'],
  [{ 'linger.ms': '9223372036854775807' }, 'ok'],
  [{ 'linger.ms': '9999999999', 'delivery.timeout.ms': '5' }, 'KafkaException (ConfigException)'],
])('%j: %s', (config, expected) => expect(outcome(config)).toBe(expected));

test('the delivery timeout grows with what it has to cover, as far as an int goes', () => {
  const deliveryMs = (config: Record<string, string>) => {
    const read = readProducerConfig(config);
    return isRefusal(read) ? null : read['delivery.timeout.ms'];
  };
  expect(deliveryMs({})).toBe(120_000);
  expect(deliveryMs({ 'request.timeout.ms': '130000' })).toBe(130_005);
  expect(deliveryMs({ 'linger.ms': '9223372036854775807' })).toBe(2_147_483_647);
});
