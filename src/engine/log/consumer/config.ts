// A consumer's settings: Kafka's defaults, what each may be, and which do not go together.

import { isRefusal, type Refusal } from '../../command.ts';
import type { GroupId } from '../../vocabulary.ts';
import { clientRefusal, refusal } from '../refusal.ts';
import {
  boolean,
  int,
  integer,
  MIN_INT,
  nonEmpty,
  oneOf,
  type Reader,
  readSettings,
  type Settings,
  text,
} from '../settings.ts';
import { assignorNames, checkAssignors } from '../group/classic/protocols.ts';
import { parseDuration } from './duration.ts';
import type { ConsumerConfig, ResetPolicy } from './state.ts';

/** Kafka: ConsumerConfig. */
const DEFAULTS: ConsumerConfig = {
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

/** Kafka: AutoOffsetResetStrategy.Validator. */
const resetPolicy: Reader<ResetPolicy> = (text) => {
  const { word, duration } = /^(?<word>\w+)(?::(?<duration>.*))?$/.exec(text)?.groups ?? {};
  if (duration === undefined && (word === 'latest' || word === 'earliest' || word === 'none'))
    return { value: word };
  const durationMs = word === 'by_duration' && duration !== undefined ? parseDuration(duration) : null;
  return durationMs !== null && durationMs >= 0
    ? { value: `by_duration:${duration}` }
    : `Invalid value \`${text}\` for configuration auto.offset.reset. The value must be either 'earliest', 'latest', 'none' or of the format 'by_duration:<PnDTnHnMn.nS.>'.`;
};

const groupProtocol: Reader<ConsumerConfig['group.protocol']> = (text) =>
  oneOf('classic', 'consumer')(text.toLowerCase());

const READERS: Readonly<Record<keyof ConsumerConfig, Reader>> = {
  'client.id': text,
  'group.protocol': groupProtocol,
  'group.remote.assignor': nonEmpty,
  'group.instance.id': nonEmpty,
  'partition.assignment.strategy': assignorNames,
  'auto.offset.reset': resetPolicy,
  'isolation.level': oneOf('read_uncommitted', 'read_committed'),
  'enable.auto.commit': boolean,
  'auto.commit.interval.ms': int(0),
  'max.poll.records': int(1),
  'max.partition.fetch.bytes': int(0),
  'fetch.max.bytes': int(0),
  'fetch.min.bytes': int(0),
  'fetch.max.wait.ms': int(0),
  'session.timeout.ms': int(MIN_INT),
  'heartbeat.interval.ms': int(MIN_INT),
  'max.poll.interval.ms': int(1),
  'metadata.max.age.ms': integer(0),
  'request.timeout.ms': int(0),
  'retry.backoff.ms': integer(0),
};

/** What each protocol leaves to the other; setting it is an error. Kafka: ConsumerConfig.checkUnsupportedConfigsPostProcess. */
const UNSUPPORTED: Readonly<Record<ConsumerConfig['group.protocol'], readonly string[]>> = {
  classic: ['group.remote.assignor'],
  consumer: ['partition.assignment.strategy', 'heartbeat.interval.ms', 'session.timeout.ms'],
};

const misconfigured = (message: string): Refusal => clientRefusal('ConfigException', message);

/**
 * A consumer's settings, defaults included, or why there can be no such consumer. Without a group nothing is committed by itself.
 * Kafka: ConsumerConfig.maybeOverrideEnableAutoCommit, Heartbeat.
 */
export function readConsumerConfig(given: Settings, group: GroupId | null): ConsumerConfig | Refusal {
  const read = readSettings<ConsumerConfig>(given, READERS, misconfigured);
  if (isRefusal(read)) return read;
  const config = { ...DEFAULTS, ...read };
  const protocol = config['group.protocol'];
  const strange = UNSUPPORTED[protocol].filter((name) => name in given);
  if (strange.length > 0)
    return misconfigured(`${strange.join(', ')} cannot be set when group.protocol=${protocol.toUpperCase()}`);
  if (group === null) {
    if (read['enable.auto.commit'])
      return refusal(
        'InvalidConfigurationException',
        'enable.auto.commit cannot be set to true when default group id (null) is used.',
      );
    return { ...config, 'enable.auto.commit': false };
  }
  const clash = checkAssignors(config['partition.assignment.strategy']);
  if (clash) return clash;
  if (protocol === 'classic' && config['heartbeat.interval.ms'] >= config['session.timeout.ms'])
    return {
      ...clientRefusal('KafkaException', 'Heartbeat must be set lower than the session timeout'),
      cause: 'IllegalArgumentException',
    };
  return config;
}
