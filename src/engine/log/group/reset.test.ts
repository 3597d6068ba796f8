// Moving a group's bookmarks by hand (kafka-groups 4.6).

import { describe, expect, test } from 'vitest';
import { type Conversation, converse } from '../conversation.ts';
import type { ResetTarget } from './command.ts';

/** Records 0 to 9 in `t-0`, of which the first two are deleted, and a group of two: one commits 5, nobody runs any more. */
const stopped = (): Conversation => {
  const broker = converse({ 'group.initial.rebalance.delay.ms': 0 });
  broker.ask({ kind: 'create-topic', topic: 't', partitions: 2 });
  const clock = broker.run.world.epoch;
  broker.send('t', ...Array.from({ length: 10 }, (_, n) => ({ partition: 0, timestamp: clock + n })));
  broker.ask({ kind: 'delete-records', topic: 't', before: { 0: 2 } });
  broker.open('A', { group: 'g', topics: ['t'] });
  broker.polls(2, 'A');
  broker.ask({ kind: 'commit', consumer: 'A', offsets: { 't-0': 5 } });
  return broker;
};
const closed = (): Conversation => {
  const broker = stopped();
  broker.ask({ kind: 'close-consumer', consumer: 'A' });
  return broker;
};
const reset = (broker: Conversation, to: ResetTarget, partitions: string[] = ['t-0']) =>
  broker.ask({ kind: 'reset-offsets', group: 'g', partitions, to });

describe('reset-offsets', () => {
  test('of an active group is refused in the words of the tool', () => {
    const broker = stopped();
    const message =
      "Error: Assignments can only be reset if the group 'g' is inactive, but the current state is Stable.";
    expect(reset(broker, 'earliest')).toMatchObject({ message });
    expect(broker.facts('reset-refused')).toMatchObject([{ group: 'g', message }]);
    expect(broker.state.groups['g']!.offsets['t-0']!.offset).toBe(5);
  });

  test.each<[ResetTarget, number]>([
    ['earliest', 2],
    ['latest', 10],
    ['current', 5],
    [{ offset: 7 }, 7],
    [{ offset: 1 }, 2],
    [{ offset: 99 }, 10],
    [{ shift: -2 }, 3],
    [{ shift: -9 }, 2],
    [{ shift: 9 }, 10],
    [{ time: 1_800_000_000_007 }, 7],
    [{ time: 1_800_000_000_010 }, 10],
  ])('to %j gives %d', (to, offset) => {
    const broker = closed();
    expect(reset(broker, to)).toEqual({ 't-0': offset });
    expect(broker.facts('offset-reset')).toMatchObject([{ from: 5, offset }]);
    broker.open('B', { group: 'g', topics: ['t'] });
    broker.polls(3, 'B');
    expect(broker.state.consumers['B']!.positions['t-0']).toBe(10);
    expect(broker.facts('position-set').find(({ consumer }) => consumer === 'B')).toMatchObject({
      ...{ position: offset, because: 'committed' },
    });
  });

  test('cannot shift what was never committed, keeps nothing back for the rest, and warns where it clamps', () => {
    const broker = closed();
    expect(reset(broker, { shift: 1 }, ['t-0', 't-1'])).toMatchObject({
      message: 'Cannot shift offset for partition t-1 since there is no current committed offset',
    });
    expect(reset(broker, 'current', ['t-1'])).toEqual({ 't-1': 0 });
    reset(broker, { offset: 10 });
    expect(broker.facts('offset-reset').at(-1)!.warning).toBeNull();
    reset(broker, { offset: 99 });
    expect(broker.facts('offset-reset').at(-1)!.warning).toBe(
      'New offset (99) is higher than latest offset for topic partition t-0. Value will be set to 10',
    );
  });

  test('without a topic moves what has a commit; a group that nobody knows comes into being', () => {
    const broker = closed();
    expect(broker.ask({ kind: 'reset-offsets', group: 'g', to: 'latest' })).toEqual({ 't-0': 10 });
    expect(broker.ask({ kind: 'reset-offsets', group: 'new', topic: 't', to: 'earliest' })).toEqual({
      ...{ 't-0': 2, 't-1': 0 },
    });
    expect(broker.state.groups['new']!.state).toBe('Empty');
  });
});
