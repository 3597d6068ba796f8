// What an administrator does to groups (kafka-groups 4.4, 4.5).

import { expect, test } from 'vitest';
import { type Conversation, converse } from '../conversation.ts';

/** A in group g reads all of `t` and has committed in it and in `u`. */
const reading = (): Conversation => {
  const broker = converse({ 'group.initial.rebalance.delay.ms': 0 });
  broker.ask({ kind: 'create-topic', topic: 't', partitions: 2 });
  broker.ask({ kind: 'create-topic', topic: 'u', partitions: 1 });
  broker.open('A', { group: 'g', topics: ['t'] });
  broker.polls(2, 'A');
  broker.ask({ kind: 'commit', consumer: 'A', offsets: { 't-0': 5, 'u-0': 6 } });
  return broker;
};
const committed = ({ state }: Conversation, group = 'g'): Record<string, number> =>
  Object.fromEntries(
    Object.entries(state.groups[group]?.offsets ?? {}).map(([id, { offset }]) => [id, offset]),
  );

test('offsets are altered while nobody is in the group, to anywhere, and known partitions before unknown ones', () => {
  const broker = reading();
  const alter = (offsets: Record<string, number>, group = 'g') =>
    broker.ask({ kind: 'alter-offsets', group, offsets });
  expect(alter({ 't-0': 1, 'nope-0': 1 })).toMatchObject({ error: 'UnknownMemberIdException', code: 25 });
  expect(alter({ 'nope-0': 1 })).toMatchObject({ error: 'UnknownTopicOrPartitionException', code: 3 });
  expect(alter({})).toEqual({});
  expect(alter({ 't-1': 99, 't-9': 1 }, 'k')).toMatchObject({ error: 'UnknownTopicOrPartitionException' });
  expect(alter({ 't-0': -1 }, 'k')).toMatchObject({ error: 'IllegalArgumentException' });
  expect(committed(broker, 'k')).toEqual({ 't-1': 99 });
  broker.ask({ kind: 'close-consumer', consumer: 'A' });
  expect(alter({ 't-0': 1 })).toEqual({});
  expect(committed(broker)).toEqual({ 't-0': 1, 'u-0': 6 });
});

test('offsets are deleted, but not of a topic that members subscribe to', () => {
  const broker = reading();
  const remove = (topic: string, group = 'g') => broker.ask({ kind: 'delete-offsets', group, topic });
  expect(remove('t')).toMatchObject({ error: 'GroupSubscribedToTopicException', code: 86 });
  expect(remove('nope')).toMatchObject({ error: 'UnknownTopicOrPartitionException' });
  expect(remove('nope', 'nobody')).toMatchObject({ error: 'UnknownTopicOrPartitionException' });
  expect(remove('t', 'nobody')).toMatchObject({ error: 'GroupIdNotFoundException', code: 69 });
  expect(remove('u')).toEqual({});
  expect(committed(broker)).toEqual({ 't-0': 5 });
  broker.ask({ kind: 'close-consumer', consumer: 'A' });
  expect([remove('t'), remove('t')]).toEqual([{}, {}]);
  expect(committed(broker)).toEqual({});
  expect(broker.state.groups['g']!.state).toBe('Empty');
});

test('a group is deleted only while nobody is in it, and is another one when it comes back', () => {
  const broker = reading();
  const remove = () => broker.ask({ kind: 'delete-group', group: 'g' });
  expect(remove()).toMatchObject({ error: 'GroupNotEmptyException', code: 68 });
  broker.ask({ kind: 'close-consumer', consumer: 'A' });
  expect(remove()).toEqual({});
  expect(broker.state.groups['g']).toBeUndefined();
  expect(remove()).toMatchObject({ error: 'GroupIdNotFoundException', code: 69 });
  broker.open('B', { group: 'g', topics: ['t'] });
  broker.polls(2, 'B');
  expect(broker.state.groups['g']).toMatchObject({ generation: 1, offsets: {} });
});
