// Random lives of classic groups: members of all kinds come, go, stall, are killed and are replaced. The invariants hold after each
// step; and left to themselves, members that poll come to rest with every partition that somebody wants in exactly one hand.

import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Settings } from '../../settings.ts';
import { type Asked, converse, type Conversation } from '../../conversation.ts';
import { classicGroup } from '../kinds.ts';

const consumer = fc.constantFrom('A', 'B', 'C', 'D', 'E');
const kind = <Kind extends Asked['kind']>(name: Kind) => fc.constant(name);

const settings: fc.Arbitrary<Settings> = fc.record(
  {
    'enable.auto.commit': fc.boolean(),
    'session.timeout.ms': fc.constantFrom(7000, 45_000),
    'max.poll.interval.ms': fc.constantFrom(9000, 400_000),
  },
  { requiredKeys: [] },
);

/** What most members can work with in one run; the odd one has something else. */
const strategy = fc.constantFrom(
  ...['range', 'range,sticky', 'roundrobin', 'sticky', 'cooperative-sticky', 'range,cooperative-sticky'],
);

const instance = fc.record({ 'group.instance.id': fc.constantFrom('i', 'j') });
const odd = strategy.map((assignors) => ({ 'partition.assignment.strategy': assignors }));

const command: fc.Arbitrary<Asked> = fc.oneof(
  { weight: 10, arbitrary: fc.record({ kind: kind('poll'), consumer, stays: fc.boolean() }) },
  { weight: 2, arbitrary: fc.record({ kind: kind('commit'), consumer }) },
  {
    ...{ weight: 4 },
    arbitrary: fc
      .record({
        consumer,
        config: fc.oneof(settings, settings, instance, odd),
        commitsOnRevoke: fc.boolean(),
      })
      .map((one) => ({ kind: 'open-consumer' as const, group: 'g', ...one })),
  },
  {
    ...{ weight: 5 },
    arbitrary: fc.record({
      kind: kind('subscribe'),
      consumer,
      topics: fc.subarray(['t', 'u'], { minLength: 1 }),
    }),
  },
  fc.record({ kind: kind('unsubscribe'), consumer }),
  fc.record({
    ...{ kind: kind('close-consumer'), consumer },
    membership: fc.constantFrom('DEFAULT', 'LEAVE_GROUP', 'REMAIN_IN_GROUP'),
  }),
  fc.record({ kind: kind('kill-consumer'), consumer }),
  fc.record({
    kind: kind('add-partitions'),
    topic: fc.constantFrom('t', 'u'),
    total: fc.integer({ min: 2, max: 9 }),
  }),
);

const step = fc.oneof(
  { weight: 4, arbitrary: command },
  { weight: 1, arbitrary: fc.constantFrom(0, 0, 100, 100, 3000, 3000, 10_000, 50_000) },
);

test('members that poll come to rest, with every partition in one hand', () => {
  fc.assert(
    fc.property(
      fc.array(fc.oneof(settings, settings, instance), { maxLength: 5 }),
      fc.array(step, { minLength: 10, maxLength: 80 }),
      fc.constantFrom(0, 3000),
      fc.constantFrom(2, 100, 100),
      strategy,
      (beginners, steps, delay, size, assignors) => {
        const broker = converse({ 'group.initial.rebalance.delay.ms': delay, 'group.max.size': size });
        for (const topic of ['t', 'u']) broker.ask({ kind: 'create-topic', topic, partitions: 2 });
        const common = { 'partition.assignment.strategy': assignors };
        beginners.forEach((config, n) =>
          broker.open('ABCDE'[n]!, { group: 'g', topics: ['t'], config: { ...common, ...config } }),
        );
        for (const one of steps)
          if (typeof one === 'number') broker.until(broker.run.world.now + one);
          else if (one.kind !== 'open-consumer') broker.ask(one);
          else broker.ask({ ...one, config: { ...common, ...one.config } });
        rest(broker);
        const group = classicGroup(broker.state, 'g');
        if (!group || group.state === 'Empty') return;
        expect(group.state).toBe('Stable');
        // a static member's next process takes what the one before had, whatever it wants itself
        if (group.members.some(({ instanceId }) => instanceId !== null)) return;
        const wanted = new Set(group.members.flatMap(({ subscription }) => subscription));
        const partitions = [...wanted].flatMap((topic) => broker.state.topics[topic]!.partitions);
        const owned = group.members.flatMap(({ assignment }) => assignment);
        expect([...owned].sort()).toEqual([...partitions].sort());
      },
    ),
    { numRuns: 150 },
  );
});

/**
 * Who is open polls every three seconds until all timers have had their time; of those who take one static member's place from each
 * other for ever only one.
 */
function rest(broker: Conversation): void {
  const open = Object.values(broker.state.consumers).filter((one) => one.open && one.subscription.length > 0);
  const instances = new Map(open.map(({ id, config }) => [config['group.instance.id'] ?? id, id]));
  for (const { id } of open)
    if (![...instances.values()].includes(id)) broker.ask({ kind: 'kill-consumer', consumer: id });
  for (let round = 0; round < 500; round++) {
    for (const consumer of instances.values()) broker.ask({ kind: 'poll', consumer, stays: true });
    broker.until(broker.run.world.now + 3000);
  }
}
