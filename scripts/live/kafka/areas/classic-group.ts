// Groups of the classic protocol: members that come, go, die and return, under each assignor.

import { createMembership } from '../membership.ts';
import type { Config, Script } from '../script.ts';

export function writeClassicGroup(script: Script): void {
  const assignor = script.pick(['range', 'range', 'roundrobin', 'default', 'sticky', 'cooperative-sticky']);
  // which of several equally full members gives a partition up is a matter of hashes
  const free = assignor.endsWith('sticky');
  const isStatic = !free && script.often(30);
  const group = createMembership(script, {
    isStatic,
    endings: ['close-consumer', 'kill-consumer'],
    config: (client): Config => ({
      'auto.offset.reset': 'earliest',
      ...(assignor !== 'default' && { 'partition.assignment.strategy': assignor }),
      ...commits(script),
      ...(isStatic && { 'group.instance.id': `i-${client}` }),
      'session.timeout.ms': '3000',
    }),
    owned: (members) => !free || members < 3,
    show: (members) => (!free || members < 3 ? undefined : ['generation', 'shape', 'keptShape']),
  });
  script.times(5, 12, () => group.act());
  group.conclude();
}

const commits = (script: Script): Config =>
  script.often(40)
    ? { 'enable.auto.commit': 'true', 'auto.commit.interval.ms': '600000' }
    : { 'enable.auto.commit': 'false' };
