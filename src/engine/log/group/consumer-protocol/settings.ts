// What is set for a single group (kafka-configs --entity-type groups), over what the broker sets for all. Kafka: GroupConfig,
// GroupConfigManager.

import type { Context } from '../../../broker.ts';
import { isRefusal, type Refusal } from '../../../command.ts';
import type { GroupId, Immutable } from '../../../vocabulary.ts';
import type { LogCommandOf } from '../../command.ts';
import { logOf } from '../../reading.ts';
import { refusal } from '../../refusal.ts';
import { integer, type Reader, readSettings } from '../../settings.ts';
import type { BrokerSettings, LogState } from '../../state.ts';
import type { GroupConfig } from '../state.ts';
import { planHeartbeats } from './heartbeats.ts';

export interface ConsumerGroupSettings {
  readonly sessionTimeoutMs: number;
  readonly heartbeatIntervalMs: number;
  readonly assignmentIntervalMs: number;
}

export function settingsOf(
  { settings, groupConfigs }: Immutable<LogState>,
  id: GroupId,
): ConsumerGroupSettings {
  const config = groupConfigs[id];
  const read = (name: keyof GroupConfig): number => config?.[name] ?? settings[`group.${name}`];
  return {
    sessionTimeoutMs: read('consumer.session.timeout.ms'),
    heartbeatIntervalMs: read('consumer.heartbeat.interval.ms'),
    assignmentIntervalMs: read('consumer.assignment.interval.ms'),
  };
}

const readersWithin = (settings: Immutable<BrokerSettings>): Readonly<Record<keyof GroupConfig, Reader>> => ({
  'consumer.session.timeout.ms': integer(
    settings['group.consumer.min.session.timeout.ms'],
    settings['group.consumer.max.session.timeout.ms'],
  ),
  'consumer.heartbeat.interval.ms': integer(
    settings['group.consumer.min.heartbeat.interval.ms'],
    settings['group.consumer.max.heartbeat.interval.ms'],
  ),
  'consumer.assignment.interval.ms': integer(
    settings['group.consumer.min.assignment.interval.ms'],
    settings['group.consumer.max.assignment.interval.ms'],
  ),
});

/**
 * Sets what is given and leaves the rest. Members hear of another interval with their next heartbeat.
 * Kafka: ConfigAdminManager, GroupConfig.validate.
 */
export function alterGroup(
  context: Context,
  { lane, group, config: given }: LogCommandOf<'alter-group'>,
): Refusal | object {
  const state = logOf(context.world, lane);
  const misconfigured = (message: string): Refusal => refusal('InvalidConfigurationException', message);
  const readers = readersWithin(state.settings);
  const strange = Object.keys(given).find((name) => !(name in readers));
  if (strange !== undefined) return misconfigured(`Unknown group config name: ${strange}`);
  const config = readSettings<GroupConfig>(given, readers, misconfigured);
  if (isRefusal(config)) return config;
  const before = settingsOf(state, group);
  const sessionTimeoutMs = config['consumer.session.timeout.ms'] ?? before.sessionTimeoutMs;
  const heartbeatIntervalMs = config['consumer.heartbeat.interval.ms'] ?? before.heartbeatIntervalMs;
  if (sessionTimeoutMs <= heartbeatIntervalMs)
    return misconfigured('consumer.session.timeout.ms must be greater than consumer.heartbeat.interval.ms');
  context.emit({ of: 'log', lane, kind: 'group-configured', group, config });
  planHeartbeats(context, lane, group);
  return {};
}
