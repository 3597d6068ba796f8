// What is set for a share group, over what the broker sets for all. Kafka: GroupConfig, ShareGroupConfig.
// Simplified: share.renew.acknowledge.enable is read, and false bars nobody from renewing.

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
  /** Whether records of open and of aborted transactions are left out. */
  readonly committedOnly: boolean;
}

/** Asked with every fetch and every word about a record, so each name stands here as it is. */
export function shareSettingsOf(
  { settings, groupConfigs }: Immutable<LogState>,
  id: GroupId,
): ShareGroupSettings {
  const config: Immutable<Partial<GroupConfig>> = groupConfigs[id] ?? NOTHING_SET;
  return {
    sessionTimeoutMs: config['share.session.timeout.ms'] ?? settings['group.share.session.timeout.ms'],
    heartbeatIntervalMs:
      config['share.heartbeat.interval.ms'] ?? settings['group.share.heartbeat.interval.ms'],
    assignmentIntervalMs:
      config['share.assignment.interval.ms'] ?? settings['group.share.assignment.interval.ms'],
    lockMs: config['share.record.lock.duration.ms'] ?? settings['group.share.record.lock.duration.ms'],
    deliveryLimit: config['share.delivery.count.limit'] ?? settings['group.share.delivery.count.limit'],
    mostInFlight:
      config['share.partition.max.record.locks'] ?? settings['group.share.partition.max.record.locks'],
    resetPolicy: config['share.auto.offset.reset'] ?? 'latest',
    committedOnly: config['share.isolation.level'] === 'read_committed',
    renews: config['share.renew.acknowledge.enable'] ?? true,
  };
}

const NOTHING_SET: Partial<GroupConfig> = {};
