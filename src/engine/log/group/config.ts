// What is set for single groups (kafka-configs --entity-type groups), whether they exist or not. What each protocol makes of it stands with
// that protocol. Kafka: ConfigAdminManager, GroupConfig, GroupConfigManager.

import type { Context } from '../../broker.ts';
import { isRefusal, type Refusal } from '../../command.ts';
import type { Immutable } from '../../vocabulary.ts';
import type { LogCommandOf } from '../command.ts';
import { parseDuration } from '../consumer/duration.ts';
import { logOf } from '../reading.ts';
import { refusal } from '../refusal.ts';
import { boolean, oneOf } from '../readers.ts';
import { int, type Reader, readSettings, type Settings } from '../settings.ts';
import type { BrokerSettings } from '../state.ts';
import type { GroupConfig, ShareResetPolicy } from './state.ts';

/** Kafka: ShareGroupAutoOffsetResetStrategy. */
const shareResetPolicy: Reader<ShareResetPolicy> = (text) => {
  if (text === 'latest' || text === 'earliest') return { value: text };
  const duration = /^by_duration:(.*)$/.exec(text)?.[1];
  const durationMs = duration === undefined ? null : parseDuration(duration);
  return durationMs !== null && durationMs >= 0
    ? { value: `by_duration:${duration!}` }
    : `Invalid value \`${text}\` for configuration share.auto.offset.reset. The value must be either 'earliest', 'latest' or of the format 'by_duration:<PnDTnHnMn.nS>'.`;
};

/** Kafka: GroupConfig. */
const READERS: Readonly<Record<keyof GroupConfig, Reader>> = {
  'consumer.session.timeout.ms': int(1),
  'consumer.heartbeat.interval.ms': int(1),
  'consumer.assignment.interval.ms': int(0),
  'share.session.timeout.ms': int(1),
  'share.heartbeat.interval.ms': int(1),
  'share.assignment.interval.ms': int(0),
  'share.record.lock.duration.ms': int(1000),
  'share.delivery.count.limit': int(2),
  'share.partition.max.record.locks': int(100),
  'share.auto.offset.reset': shareResetPolicy,
  'share.isolation.level': oneOf('read_committed', 'read_uncommitted'),
  'share.renew.acknowledge.enable': boolean,
};

/** What the broker lets no group go below or above. Kafka: GroupConfig.validateValues. */
const BOUNDED = [
  'consumer.session.timeout.ms',
  'consumer.heartbeat.interval.ms',
  'consumer.assignment.interval.ms',
  'share.session.timeout.ms',
  'share.heartbeat.interval.ms',
  'share.assignment.interval.ms',
  'share.record.lock.duration.ms',
  'share.delivery.count.limit',
  'share.partition.max.record.locks',
] as const;

/** What is out of the broker's bounds; null if nothing is. */
function outOfBounds(settings: Immutable<BrokerSettings>, config: Partial<GroupConfig>): string | null {
  for (const name of BOUNDED) {
    const value = config[name];
    if (value === undefined) continue;
    const [protocol, what] = [name.slice(0, name.indexOf('.')), name.slice(name.indexOf('.') + 1)];
    const bound = (which: 'min' | 'max') => `group.${protocol}.${which}.${what}` as keyof BrokerSettings;
    if (value < (settings[bound('min')] as number))
      return `${name} must be greater than or equal to ${bound('min')}`;
    if (value > (settings[bound('max')] as number))
      return `${name} must be less than or equal to ${bound('max')}`;
  }
  return null;
}

/** Sets what is given (null: back to the broker's) and leaves the rest. Members hear of another interval with their next heartbeat. */
export function alterGroup(
  context: Context,
  { lane, group, config: given }: LogCommandOf<'alter-group'>,
): Refusal | object {
  const { settings, groups, groupConfigs } = logOf(context.world, lane);
  const misconfigured = (message: string): Refusal => refusal('InvalidConfigurationException', message);
  const set: Record<string, Settings[string]> = {};
  const removed: string[] = [];
  for (const name in given)
    if (given[name] === null) removed.push(name);
    else set[name] = given[name]!;
  const strange = Object.keys(set).find((name) => !(name in READERS));
  if (strange !== undefined) return misconfigured(`Unknown group config name: ${strange}`);
  const config = readSettings<GroupConfig>(set, READERS, misconfigured);
  if (isRefusal(config)) return config;
  const outside = outOfBounds(settings, config);
  if (outside !== null) return misconfigured(outside);
  for (const protocol of ['consumer', 'share'] as const) {
    const read = (name: 'session.timeout.ms' | 'heartbeat.interval.ms'): number =>
      config[`${protocol}.${name}`] ??
      (removed.includes(`${protocol}.${name}`) ? undefined : groupConfigs[group]?.[`${protocol}.${name}`]) ??
      settings[`group.${protocol}.${name}`];
    if (read('session.timeout.ms') <= read('heartbeat.interval.ms'))
      return misconfigured(
        `${protocol}.session.timeout.ms must be greater than ${protocol}.heartbeat.interval.ms`,
      );
  }
  context.emit({ of: 'log', lane, kind: 'group-configured', group, config, removed });
  const type = groups[group]?.type;
  if (type === 'consumer') context.ask({ of: 'log', lane, kind: 'notice-topics', group });
  if (type === 'share') context.ask({ of: 'log', lane, kind: 'notice-share-topics', group });
  return {};
}
