// What is set for a share group, over what the broker sets for all. Kafka: GroupConfig, ShareGroupConfig.

import type { GroupId, Immutable } from '../../../vocabulary.ts';
import type { LogState } from '../../state.ts';
import type { GroupConfig, ShareResetPolicy } from '../state.ts';

export interface ShareGroupSettings {
  readonly sessionTimeoutMs: number;
  readonly heartbeatIntervalMs: number;
  readonly assignmentIntervalMs: number;
  readonly lockMs: number;
  readonly deliveryLimit: number;
  /** How long the window of records in flight may be. */
  readonly mostInFlight: number;
  readonly resetPolicy: ShareResetPolicy;
  readonly renews: boolean;
}

type Numbers = Exclude<
  Extract<keyof GroupConfig, `share.${string}`>,
  'share.auto.offset.reset' | 'share.isolation.level' | 'share.renew.acknowledge.enable'
>;

export function shareSettingsOf(
  { settings, groupConfigs }: Immutable<LogState>,
  id: GroupId,
): ShareGroupSettings {
  const config = groupConfigs[id];
  const read = (name: Numbers): number => config?.[name] ?? settings[`group.${name}`];
  return {
    sessionTimeoutMs: read('share.session.timeout.ms'),
    heartbeatIntervalMs: read('share.heartbeat.interval.ms'),
    assignmentIntervalMs: read('share.assignment.interval.ms'),
    lockMs: read('share.record.lock.duration.ms'),
    deliveryLimit: read('share.delivery.count.limit'),
    mostInFlight: read('share.partition.max.record.locks'),
    resetPolicy: config?.['share.auto.offset.reset'] ?? 'latest',
    renews: config?.['share.renew.acknowledge.enable'] ?? true,
  };
}
