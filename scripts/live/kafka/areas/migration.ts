// Groups that move over online: members of both protocols come and go, and a member's next process may speak the other one.

import { createMembership } from '../membership.ts';
import type { Config, Script } from '../script.ts';

export function writeMigration(script: Script): void {
  script.say('alter-group', { group: 'g', config: { 'consumer.session.timeout.ms': '2500' } });
  const group = createMembership(script, {
    // ids of members are random, and so is their order, unless instance ids give them one
    isStatic: true,
    endings: ['close-consumer'],
    config: (client): Config => ({
      'auto.offset.reset': 'earliest',
      'enable.auto.commit': 'false',
      'group.instance.id': `i-${client}`,
      ...(script.often(50)
        ? { 'group.protocol': 'consumer', 'group.remote.assignor': 'range' }
        : { 'partition.assignment.strategy': 'range', 'session.timeout.ms': '2500' }),
    }),
    owned: () => true,
    // how often everybody joins again until the group rests is a matter of heartbeats
    show: () => ['assignment'],
  });
  script.times(5, 12, () => group.act());
  group.conclude();
}
