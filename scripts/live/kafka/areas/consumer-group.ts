// Groups of the consumer protocol: epochs, and partitions handed over member by member.

import { createMembership } from '../membership.ts';
import type { Config, Script } from '../script.ts';

export function writeConsumerGroup(script: Script): void {
  // ids of members are random, and so is their order, unless instance ids give them one
  const isStatic = script.often(60);
  const assignor = isStatic ? 'range' : script.pick(['range', 'uniform', 'uniform']);
  script.say('alter-group', { group: 'g', config: { 'consumer.session.timeout.ms': '2500' } });
  const group = createMembership(script, {
    isStatic,
    // an identity that nobody gave back is refused to another process
    endings: ['close-consumer'],
    config: (client): Config => ({
      'auto.offset.reset': 'earliest',
      'group.protocol': 'consumer',
      ...(assignor === 'range' && { 'group.remote.assignor': 'range' }),
      ...(script.often(40)
        ? { 'enable.auto.commit': 'true', 'auto.commit.interval.ms': '600000' }
        : { 'enable.auto.commit': 'false' }),
      ...(isStatic && { 'group.instance.id': `i-${client}` }),
    }),
    owned: (members) => isStatic || members < 2,
    // who keeps one more of an odd number depends on the order too
    show: () =>
      isStatic
        ? script.pick([
            ['groupEpoch', 'assignment'],
            ['epoch', 'assignment', 'net'],
          ])
        : ['groupEpoch', 'shape'],
  });
  script.times(5, 12, () => group.act());
  group.conclude();
}
