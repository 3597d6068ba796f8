// The settings of a group as kafka-configs shows them: what it says itself, what the broker says of all, what Kafka does. Kafka: GroupConfig,
// ConfigHelper.

import type { BrokerSettings } from '../../engine/log/state.ts';
import type { Job } from './job.ts';
import type { Setting } from './kafka-configs.ts';

/**
 * By name, with Kafka's default.
 *
 * Simplified: there are no streams groups; their settings are shown and cannot be changed.
 */
const DEFAULTS: Readonly<Record<string, string>> = {
  'consumer.assignment.interval.ms': '1000',
  'consumer.heartbeat.interval.ms': '5000',
  'consumer.session.timeout.ms': '45000',
  'share.assignment.interval.ms': '1000',
  'share.auto.offset.reset': 'latest',
  'share.delivery.count.limit': '5',
  'share.heartbeat.interval.ms': '5000',
  'share.isolation.level': 'read_uncommitted',
  'share.partition.max.record.locks': '2000',
  'share.record.lock.duration.ms': '30000',
  'share.renew.acknowledge.enable': 'true',
  'share.session.timeout.ms': '45000',
  'streams.assignment.interval.ms': '1000',
  'streams.heartbeat.interval.ms': '5000',
  'streams.initial.rebalance.delay.ms': '3000',
  'streams.num.standby.replicas': '0',
  'streams.session.timeout.ms': '45000',
};

/** What only groups have, and no broker says of all of them. */
const OF_GROUPS = ['share.auto.offset.reset', 'share.isolation.level', 'share.renew.acknowledge.enable'];

export function groupSettings({ state }: Job, group: string): Setting[] {
  const own = (state.groupConfigs[group] ?? {}) as Readonly<Record<string, string | number | boolean>>;
  return Object.entries(DEFAULTS).map(([name, usual]) => {
    const broker = OF_GROUPS.includes(name) ? name : `group.${name}`;
    const ofBroker = state.settings[broker as keyof BrokerSettings] as string | number | undefined;
    const differs = ofBroker !== undefined && String(ofBroker) !== usual;
    const isOwn = own[name] !== undefined;
    return {
      name,
      value: String(own[name] ?? ofBroker ?? usual),
      own: isOwn,
      synonyms: [
        ...(isOwn ? [`DYNAMIC_GROUP_CONFIG:${name}=${String(own[name])}`] : []),
        ...(differs ? [`STATIC_BROKER_CONFIG:${broker}=${String(ofBroker)}`] : []),
        `DEFAULT_CONFIG:${broker}=${usual}`,
      ],
    };
  });
}
