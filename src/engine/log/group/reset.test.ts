// Moving a group's bookmarks by a rule (kafka-groups 4.6).

import { describe, expect, test } from 'vitest';
import { type Conversation, converse } from '../conversation.ts';
import type { LogCommandOf } from '../command.ts';
import type { ResetAnswer, ResetTarget } from './command.ts';

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
    [{ duration: 'PT-0.007S' }, 7],
    [{ rows: { 't-0': 6 } }, 6],
    [{ rows: { 't-0': 99 } }, 10],
  ])('to %j gives %d', (to, offset) => {
    const broker = closed();
    expect(reset(broker, to)).toMatchObject({ offsets: { 't-0': offset } });
    expect(broker.facts('offset-reset')).toMatchObject([{ from: 5, offset }]);
    broker.open('B', { group: 'g', topics: ['t'] });
    broker.polls(3, 'B');
    expect(broker.state.consumers['B']!.positions['t-0']).toBe(10);
    expect(broker.facts('position-set').find(({ consumer }) => consumer === 'B')).toMatchObject({
      ...{ position: offset, because: 'committed' },
    });
  });

  test('warns where it clamps and where it falls back to the end', () => {
    const broker = closed();
    expect(reset(broker, { offset: 10 })).toMatchObject({ warnings: [] });
    const warnings = [
      'New offset (99) is higher than latest offset for topic partition t-0. Value will be set to 10',
    ];
    expect(reset(broker, { offset: 99 })).toMatchObject({ warnings });
    expect(broker.facts('offset-reset').at(-1)!.warning).toBe(warnings[0]);
    expect(reset(broker, { offset: -5 })).toMatchObject({
      warnings: [
        'New offset (-5) is lower than earliest offset for topic partition t-0. Value will be set to 2',
      ],
    });
    expect(reset(broker, { duration: 'PT-1H' })).toEqual({
      offsets: { 't-0': 10 },
      warnings: ['Warn: Partition 0 from topic t is empty. Falling back to latest known offset.'],
    });
  });

  test('current keeps what is committed, outside the log too, and takes the end where nothing is', () => {
    const broker = closed();
    broker.ask({ kind: 'alter-offsets', group: 'g', offsets: { 't-0': 99 } });
    expect(reset(broker, 'current', ['t-0', 't-1'])).toMatchObject({ offsets: { 't-0': 99, 't-1': 0 } });
  });

  test.each<[string, ResetTarget, string[]]>([
    [
      'Cannot shift offset for partition t-1 since there is no current committed offset',
      { shift: 1 },
      ['t-0', 't-1'],
    ],
    [
      'Error: Executing consumer group command failed due to The partitions "t-7,t-8" do not exist',
      'earliest',
      ['t-0', 't-7', 't-8'],
    ],
    [
      'Error: Executing consumer group command failed due to java.util.concurrent.ExecutionException: org.apache.kafka.common.errors.UnknownTopicOrPartitionException: This server does not host this topic-partition.',
      'earliest',
      ['nope-0'],
    ],
    [
      'Error: Executing consumer group command failed due to Text cannot be parsed to a Duration',
      { duration: '1h' },
      ['t-0'],
    ],
    [
      'Error: Executing consumer group command failed due to java.util.concurrent.ExecutionException: org.apache.kafka.common.errors.UnsupportedVersionException: The version of API is not supported.',
      { duration: 'PT99999999H' },
      ['t-0'],
    ],
  ])('says "%s" and moves nothing', (message, to, partitions) => {
    const broker = closed();
    expect(reset(broker, to, partitions)).toMatchObject({ message });
    expect(broker.facts('offset-reset')).toEqual([]);
  });

  test('moves what has a commit, whole topics, or single partitions; a group that nobody knows comes into being', () => {
    const broker = closed();
    const offsetsOf = (command: Omit<LogCommandOf<'reset-offsets'>, 'of' | 'lane' | 'kind'>) =>
      (broker.ask({ kind: 'reset-offsets', ...command }) as ResetAnswer).offsets;
    broker.ask({ kind: 'create-topic', topic: 'u', partitions: 2 });
    expect(offsetsOf({ group: 'g', to: 'latest' })).toEqual({ 't-0': 10 });
    expect(offsetsOf({ group: 'nobody', to: 'latest' })).toEqual({});
    expect(broker.state.groups['nobody']).toBeUndefined();
    expect(offsetsOf({ group: 'new', topics: ['t'], partitions: ['u-1'], to: 'earliest' })).toEqual({
      ...{ 't-0': 2, 't-1': 0, 'u-1': 0 },
    });
    expect(broker.state.groups['new']!.state).toBe('Empty');
    expect(broker.ask({ kind: 'reset-offsets', group: 'g', topics: ['nope'], to: 'latest' })).toMatchObject({
      message:
        'Error: Executing consumer group command failed due to This server does not host this topic-partition.',
    });
  });

  test('as a dry run says the same and changes nothing', () => {
    const broker = closed();
    const { length } = broker.run.journal;
    expect(broker.ask({ kind: 'reset-offsets', group: 'g', to: { offset: 1 }, dryRun: true })).toMatchObject({
      ...{ offsets: { 't-0': 2 } },
    });
    expect(
      broker.ask({ kind: 'reset-offsets', group: 'x', topics: ['t'], to: 'latest', dryRun: true }),
    ).toEqual({
      ...{ offsets: { 't-0': 10, 't-1': 0 }, warnings: [] },
    });
    expect(broker.run.journal).toHaveLength(length);
  });
});
