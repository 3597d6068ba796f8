// What is set for single groups (kafka-configs --entity-type groups), whether they exist or not. What each protocol makes of it stands with
// that protocol. Kafka: ConfigAdminManager, GroupConfig, GroupConfigManager.

import type { Context } from '../../broker.ts';
import { isRefusal, type Refusal } from '../../command.ts';
import type { Immutable } from '../../vocabulary.ts';
import type { LogCommandOf } from '../command.ts';
import { parseDuration } from '../consumer/duration.ts';
import { logOf } from '../reading.ts';
import { refusal } from '../refusal.ts';
import { boolean, integer, oneOf, type Reader, readSettings } from '../settings.ts';
import type { BrokerSettings } from '../state.ts';
import type { GroupConfig, ShareResetPolicy } from './state.ts';

/** Kafka: ShareGroupAutoOffsetResetStrategy. */
const shareResetPolicy: Reader<ShareResetPolicy> = (text) => {
  if (text === 'latest' || text === 'earliest') return { value: text };
  const duration = /^by_duration:(.*)$/.exec(text)?.[1];
  const durationMs = duration === undefined ? null : parseDuration(duration);
  return durationMs !== null && durationMs >= 0
    ? { value: `by_duration:${duration!}` }
    : 'must be earliest, latest or of the format by_duration:<duration>';
};

function readersWithin(settings: Immutable<BrokerSettings>): Readonly<Record<keyof GroupConfig, Reader>> {
  const within = (least: keyof BrokerSettings, most: keyof BrokerSettings): Reader =>
    integer(settings[least] as number, settings[most] as number);
  const times = (
    protocol: 'consumer' | 'share',
    what: 'session.timeout' | 'heartbeat.interval' | 'assignment.interval',
  ) => within(`group.${protocol}.min.${what}.ms`, `group.${protocol}.max.${what}.ms`);
  return {
    'consumer.session.timeout.ms': times('consumer', 'session.timeout'),
    'consumer.heartbeat.interval.ms': times('consumer', 'heartbeat.interval'),
    'consumer.assignment.interval.ms': times('consumer', 'assignment.interval'),
    'share.session.timeout.ms': times('share', 'session.timeout'),
    'share.heartbeat.interval.ms': times('share', 'heartbeat.interval'),
    'share.assignment.interval.ms': times('share', 'assignment.interval'),
    'share.record.lock.duration.ms': within(
      'group.share.min.record.lock.duration.ms',
      'group.share.max.record.lock.duration.ms',
    ),
    'share.delivery.count.limit': within(
      'group.share.min.delivery.count.limit',
      'group.share.max.delivery.count.limit',
    ),
    'share.partition.max.record.locks': within(
      'group.share.min.partition.max.record.locks',
      'group.share.max.partition.max.record.locks',
    ),
    'share.auto.offset.reset': shareResetPolicy,
    'share.isolation.level': oneOf('read_uncommitted', 'read_committed'),
    'share.renew.acknowledge.enable': boolean,
  };
}

/** Sets what is given and leaves the rest. Members hear of another interval with their next heartbeat. */
export function alterGroup(
  context: Context,
  { lane, group, config: given }: LogCommandOf<'alter-group'>,
): Refusal | object {
  const { settings, groups, groupConfigs } = logOf(context.world, lane);
  const misconfigured = (message: string): Refusal => refusal('InvalidConfigurationException', message);
  const readers = readersWithin(settings);
  const strange = Object.keys(given).find((name) => !(name in readers));
  if (strange !== undefined) return misconfigured(`Unknown group config name: ${strange}`);
  const config = readSettings<GroupConfig>(given, readers, misconfigured);
  if (isRefusal(config)) return config;
  for (const protocol of ['consumer', 'share'] as const) {
    const read = (name: 'session.timeout.ms' | 'heartbeat.interval.ms'): number =>
      config[`${protocol}.${name}`] ??
      groupConfigs[group]?.[`${protocol}.${name}`] ??
      settings[`group.${protocol}.${name}`];
    if (read('session.timeout.ms') <= read('heartbeat.interval.ms'))
      return misconfigured(
        `${protocol}.session.timeout.ms must be greater than ${protocol}.heartbeat.interval.ms`,
      );
  }
  context.emit({ of: 'log', lane, kind: 'group-configured', group, config });
  const type = groups[group]?.type;
  if (type === 'consumer') context.ask({ of: 'log', lane, kind: 'notice-topics', group });
  if (type === 'share') context.ask({ of: 'log', lane, kind: 'notice-share-topics', group });
  return {};
}
