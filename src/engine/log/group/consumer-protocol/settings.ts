// What is set for a single group of the consumer protocol, over what the broker sets for all. Kafka: GroupConfig.

import type { GroupId, Immutable } from '../../../vocabulary.ts';
import type { LogState } from '../../state.ts';
import type { GroupConfig } from '../state.ts';

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
  const read = (name: Extract<keyof GroupConfig, `consumer.${string}`>): number =>
    config?.[name] ?? settings[`group.${name}`];
  return {
    sessionTimeoutMs: read('consumer.session.timeout.ms'),
    heartbeatIntervalMs: read('consumer.heartbeat.interval.ms'),
    assignmentIntervalMs: read('consumer.assignment.interval.ms'),
  };
}
