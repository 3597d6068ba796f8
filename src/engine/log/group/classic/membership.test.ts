// What members of classic groups do inside their polls: eager and cooperative ones (kafka-groups 1.7), what their listeners hear and
// in which order, and which assignor a group agrees on (1.3).

import { describe, expect, test } from 'vitest';
import { type Conversation } from '../../conversation.ts';
import { classicGroup } from '../kinds.ts';
import { join, pollUntil, settle, shape, told, topic } from './conversation.ts';

const COOPERATIVE = { 'partition.assignment.strategy': 'cooperative-sticky' };

/** `t` with six partitions, of which A and B have three each. */
function two(config: object): Conversation {
  const broker = topic(6);
  join(broker, 'A', { ...config });
  settle(broker, 'A');
  join(broker, 'B', { ...config });
  settle(broker, 'A', 'B');
  return broker;
}

describe('eager members', () => {
  test('give everything up before they join, also what comes straight back', () => {
    const broker = two({});
    expect(shape(broker)).toBe('Stable 2 A(t-0 t-1 t-2) B(t-3 t-4 t-5)');
    join(broker, 'C');
    settle(broker, 'A', 'B', 'C');
    expect(shape(broker)).toBe('Stable 3 A(t-0 t-1) B(t-2 t-3) C(t-4 t-5)');
    expect(told(broker, 'A').slice(-2)).toEqual(['-t-0 t-1 t-2', '+t-0 t-1']);
    expect(told(broker, 'B')).toEqual(['+t-3 t-4 t-5', '-t-3 t-4 t-5', '+t-2 t-3']);
    expect(told(broker, 'C')).toEqual(['+t-4 t-5']);
  });

  test('read nothing from then until they are told their assignment', () => {
    const broker = two({});
    join(broker, 'C');
    pollUntil(broker, broker.run.world.now + 3000, 'A');
    broker.send('t', { partition: 0 });
    expect(broker.poll('A')).toEqual([]);
    expect(shape(broker)).toMatch(/^PreparingRebalance 2/);
    settle(broker, 'B', 'C', 'A');
    expect(broker.facts('polled').map(({ consumer, partition }) => `${consumer} ${partition}`)).toEqual([
      'A t-0',
    ]);
  });
});

describe('cooperative members', () => {
  test('read on, give up only what moves, and join once more so that others get it: two generations', () => {
    const broker = two(COOPERATIVE);
    expect(shape(broker)).toBe('Stable 3 A(t-0 t-1 t-2) B(t-3 t-4 t-5)');
    join(broker, 'C', COOPERATIVE);
    settle(broker, 'A', 'B', 'C');
    expect(shape(broker)).toBe('Stable 5 A(t-0 t-1) B(t-3 t-4) C(t-2 t-5)');
    expect(told(broker, 'A').filter((call) => call !== '+')).toEqual([
      '+t-0 t-1 t-2 t-3 t-4 t-5',
      '-t-3 t-4 t-5',
      '-t-2',
    ]);
    expect(told(broker, 'B').filter((call) => call !== '+')).toEqual(['+t-3 t-4 t-5', '-t-5']);
    expect(told(broker, 'C').filter((call) => call !== '+')).toEqual(['+t-2 t-5']);
  });

  test('leave what moves to nobody in between', () => {
    const broker = two(COOPERATIVE);
    join(broker, 'C', COOPERATIVE);
    settle(broker, 'A', 'B', 'C');
    const owned = broker
      .facts('group-stabilised')
      .map(({ assignment }) => Object.values(assignment).flat().length);
    expect(owned).toEqual([6, 3, 6, 4, 6]);
  });

  test('hand over records and commit while the join is held back', () => {
    const broker = two(COOPERATIVE);
    join(broker, 'C', COOPERATIVE);
    pollUntil(broker, broker.run.world.now + 3000, 'A');
    expect(broker.state.consumers['A']!.classic!.state).toBe('Preparing');
    broker.send('t', { partition: 0 });
    expect(broker.poll('A')).toEqual(['t-0@0']);
    // the client knows that it rebalances, and refuses by itself
    expect(broker.ask({ kind: 'commit', consumer: 'A' })).toMatchObject({
      error: 'RebalanceInProgressException',
    });
  });

  test('need one generation where nothing moves between the living', () => {
    const broker = two(COOPERATIVE);
    broker.ask({ kind: 'close-consumer', consumer: 'B' });
    settle(broker, 'A');
    expect(shape(broker)).toBe('Stable 4 A(t-0 t-1 t-2 t-3 t-4 t-5)');
    expect(told(broker, 'A').at(-1)).toBe('+t-3 t-4 t-5');
  });

  test('give up what they do not subscribe to any more before they join', () => {
    const broker = two(COOPERATIVE);
    broker.ask({ kind: 'create-topic', topic: 'u', partitions: 1 });
    broker.ask({ kind: 'subscribe', consumer: 'A', topics: ['u'] });
    broker.poll('A');
    expect(told(broker, 'A').at(-1)).toBe('-t-0 t-1 t-2');
    settle(broker, 'A', 'B');
    expect(shape(broker)).toBe('Stable 4 A(u-0) B(t-0 t-1 t-2 t-3 t-4 t-5)');
  });

  test('are eager as soon as one of their assignors is', () => {
    const broker = two({ 'partition.assignment.strategy': 'cooperative-sticky,range' });
    // and with nothing in hand when they join there is nothing that could stick
    expect(shape(broker)).toBe('Stable 2 A(t-0 t-2 t-4) B(t-1 t-3 t-5)');
    expect(told(broker, 'A')).toEqual([
      '+t-0 t-1 t-2 t-3 t-4 t-5',
      '-t-0 t-1 t-2 t-3 t-4 t-5',
      '+t-0 t-2 t-4',
    ]);
  });
});

describe('sticky members', () => {
  test('remember what they had, although they gave it up', () => {
    const broker = two({ 'partition.assignment.strategy': 'sticky' });
    join(broker, 'C', { 'partition.assignment.strategy': 'sticky' });
    settle(broker, 'A', 'B', 'C');
    expect(shape(broker)).toBe('Stable 3 A(t-0 t-1) B(t-3 t-4) C(t-2 t-5)');
  });

  test('are asked by their sticky assignor alone: with range it makes no difference', () => {
    const broker = two({ 'partition.assignment.strategy': 'range,sticky' });
    expect(classicGroup(broker.state, 'g')!.protocol).toBe('range');
    expect(broker.state.consumers['A']!.classic!.remembered).toBeNull();
  });
});

describe('the assignor of a group (1.3)', () => {
  test.each([
    [['range,roundrobin', 'roundrobin,range', 'roundrobin,range'], 'roundrobin'],
    [['range,sticky', 'sticky,range', 'range'], 'range'],
    [['org.apache.kafka.clients.consumer.StickyAssignor,range', 'sticky'], 'sticky'],
  ])('%j: %s', (lists, chosen) => {
    const broker = topic(3);
    const names = lists.map((_, n) => 'ABC'[n]!);
    lists.forEach((list, n) => join(broker, names[n]!, { 'partition.assignment.strategy': list }));
    settle(broker, ...names);
    expect(classicGroup(broker.state, 'g')!.protocol).toBe(chosen);
  });

  test('who has none in common with the others is refused', () => {
    const broker = topic(1);
    join(broker, 'A', { 'partition.assignment.strategy': 'range' });
    broker.open('B', { group: 'g', topics: ['t'], config: COOPERATIVE });
    expect(broker.poll('B')).toEqual(['InconsistentGroupProtocolException']);
    expect(classicGroup(broker.state, 'g')!.members.map(({ consumer }) => consumer)).toEqual(['A']);
  });

  test.each([
    ['range,range', 'KafkaException'],
    ['nope', 'ConfigException'],
  ])('%s is refused: %s', (list, error) => {
    const config = { 'partition.assignment.strategy': list };
    expect(topic(1).ask({ kind: 'open-consumer', consumer: 'A', group: 'g', config })).toMatchObject({
      error,
    });
  });
});

test('a listener that commits does so while its partitions are still its own; what is lost it does not commit', () => {
  const broker = topic(2);
  broker.send('t', { partition: 0 }, { partition: 1 });
  const config = {
    'auto.offset.reset': 'earliest',
    'enable.auto.commit': false,
    'max.poll.interval.ms': 20_000,
  };
  broker.ask({ kind: 'open-consumer', consumer: 'A', group: 'g', config, commitsOnRevoke: true });
  broker.ask({ kind: 'subscribe', consumer: 'A', topics: ['t'] });
  settle(broker, 'A');
  join(broker, 'B');
  settle(broker, 'A', 'B');
  const offsets = () =>
    Object.entries(broker.state.groups['g']!.offsets).map(
      ([partition, { offset }]) => `${partition}@${offset}`,
    );
  expect(offsets()).toEqual(['t-0@1', 't-1@1']);
  broker.send('t', { partition: 0 });
  expect(broker.poll('A')).toEqual(['t-0@1']);
  // it stalls, so it has left before it polls again
  pollUntil(broker, broker.run.world.now + 21_000, 'B');
  broker.poll('A');
  expect(told(broker, 'A').at(-1)).toBe('!t-0');
  expect(offsets()).toEqual(['t-0@1', 't-1@1']);
});

test('an assignment that came too late for its subscription is left alone, and the member joins again', () => {
  const broker = topic(2);
  broker.ask({ kind: 'create-topic', topic: 'u', partitions: 1 });
  join(broker, 'A');
  broker.polls(1, 'A');
  join(broker, 'B');
  // A hears of that, joins again and assigns; B asks for its share, and by the time it takes it B wants something else
  broker.until(3000);
  broker.polls(1, 'A');
  broker.ask({ kind: 'subscribe', consumer: 'B', topics: ['u'] });
  broker.polls(1, 'B');
  expect(broker.facts('assignment-declined')).toMatchObject([{ consumer: 'B' }]);
  settle(broker, 'A', 'B');
  expect(shape(broker)).toMatch(/^Stable \d A\(t-0 t-1\) B\(u-0\)$/);
  expect(told(broker, 'B')).toEqual(['+u-0']);
});
