// What each setting of a consumer may be, and which do not go together.

import type { Context } from '../../broker.ts';
import { isRefusal, type Refusal } from '../../command.ts';
import type { GroupId } from '../../vocabulary.ts';
import type { LogCommandOf } from '../command.ts';
import { assignorNames, checkAssignors } from '../group/classic/assignor-names.ts';
import { boolean, nonEmpty, oneOf, text } from '../readers.ts';
import { clientRefusal, refusal } from '../refusal.ts';
import { int, integer, MIN_INT, type Reader, readSettings, type Settings } from '../settings.ts';
import { CONSUMER_DEFAULTS } from './config.ts';
import { parseDuration } from './duration.ts';
import type { ConsumerConfig, ResetPolicy } from './state.ts';

/** Asked of settings that not every consumer has. */
export const readConsumerSettings = (
  _context: Context,
  { given, group }: LogCommandOf<'read-consumer-settings'>,
): ConsumerConfig | Refusal => readConsumerConfig(given, group);

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
function readConsumerConfig(given: Settings, group: GroupId | null): ConsumerConfig | Refusal {
  const read = readSettings<ConsumerConfig>(given, READERS, misconfigured);
  if (isRefusal(read)) return read;
  const config = { ...CONSUMER_DEFAULTS, ...read };
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
