// Creating, growing, altering and deleting topics, and what is refused (Kafka: ReplicationControlManager; kafka-log §1.4, §7).

import { describe, expect, test } from 'vitest';
import { converse } from '../conversation.ts';

const create = (topic: string, partitions = 1, more: object = {}, broker = converse()): unknown =>
  broker.ask({ kind: 'create-topic', topic, partitions, ...more });

describe('creating a topic', () => {
  test.each(['t', 'a.b_c-D9', '-', '...', 'x'.repeat(249)])('takes the name %s', (name) =>
    expect(create(name)).toEqual({}),
  );

  test.each(['', '.', '..', 'a b', 'ä', 'a/b', 'x'.repeat(250)])('refuses the name "%s"', (name) =>
    expect(create(name)).toMatchObject({ error: 'InvalidTopicException', code: 17 }),
  );

  test('refuses a name that is another but for dots and underscores', () => {
    const broker = converse();
    create('a.b_c', 1, {}, broker);
    expect(create('a_b.c', 1, {}, broker)).toMatchObject({ error: 'InvalidTopicException' });
    expect(create('a.b_c', 1, {}, broker)).toMatchObject({ error: 'TopicExistsException', code: 36 });
    expect(create('a.b-c', 1, {}, broker)).toEqual({});
  });

  test.each([
    [0, 'InvalidPartitionsException'],
    [-2, 'InvalidPartitionsException'],
    [10_001, 'PolicyViolationException'],
  ])('refuses %d partitions', (partitions, error) =>
    expect(create('t', partitions)).toMatchObject({ error }),
  );

  test.each([0, -2, 2])('refuses %d replicas', (replicationFactor) =>
    expect(create('t', 1, { replicationFactor })).toMatchObject({
      error: 'InvalidReplicationFactorException',
      code: 38,
    }),
  );

  test('leaves to the broker what is -1', () => {
    const broker = converse();
    expect(create('t', -1, { replicationFactor: -1 }, broker)).toEqual({});
    expect(broker.state.topics['t']!.partitions).toEqual(['t-0']);
  });
});

test('a topic only grows', () => {
  const broker = converse();
  const grow = (topic: string, total: number): unknown =>
    broker.ask({ kind: 'add-partitions', topic, total });
  create('t', 2, {}, broker);
  expect(grow('t', 2)).toMatchObject({ error: 'InvalidPartitionsException', code: 37 });
  expect(grow('t', 1)).toMatchObject({ error: 'InvalidPartitionsException' });
  expect(grow('u', 3)).toMatchObject({ error: 'UnknownTopicOrPartitionException', code: 3 });
  expect(grow('t', 4)).toEqual({});
  expect(broker.state.topics['t']!.partitions).toEqual(['t-0', 't-1', 't-2', 't-3']);
});

test('a topic that is not there cannot be altered or deleted; settings are looked at first', () => {
  const broker = converse();
  const alter = (config: Record<string, string>): unknown =>
    broker.ask({ kind: 'alter-topic', topic: 't', config });
  expect(alter({ 'retention.ms': '5' })).toMatchObject({ error: 'UnknownTopicOrPartitionException' });
  expect(alter({ 'retention.ms': 'x' })).toMatchObject({ error: 'InvalidConfigurationException' });
  expect(broker.ask({ kind: 'delete-topic', topic: 't' })).toMatchObject({ code: 3 });
});
