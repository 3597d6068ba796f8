// When committed offsets and groups are forgotten (kafka-groups 4.5).

import { describe, expect, test } from 'vitest';
import { nextEntry } from '../../agenda.ts';
import { type Conversation, converse } from '../conversation.ts';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

const broker = (): Conversation => {
  const one = converse({ 'group.initial.rebalance.delay.ms': 0, 'log.retention.ms': -1 });
  one.ask({ kind: 'create-topic', topic: 't', partitions: 1 });
  one.ask({ kind: 'create-topic', topic: 'u', partitions: 1 });
  return one;
};
const committed = ({ state }: Conversation): string[] | undefined =>
  state.groups['g'] && Object.keys(state.groups['g'].offsets);
/** A member that stays one for weeks without a poll. */
const patient = { 'max.poll.interval.ms': 2 ** 31 - 1 };
/** A member of g that reads `t` and has committed there and in `u`, of which it has heard elsewhere. */
const member = (one: Conversation): void => {
  one.open('A', { group: 'g', topics: ['t'], config: patient });
  one.polls(2, 'A');
  one.ask({ kind: 'commit', consumer: 'A', offsets: { 't-0': 0, 'u-0': 0 } });
};

describe('a group without members of its own', () => {
  test('forgets each offset seven days after its last commit, at the next check, and is then forgotten itself', () => {
    const one = broker();
    one.open('X', { group: 'g', partitions: ['t-0'] });
    const commit = (partition: string) =>
      one.ask({ kind: 'commit', consumer: 'X', offsets: { [partition]: 0 } });
    commit('t-0');
    one.until(5 * MINUTE);
    commit('u-0');
    one.until(6 * DAY);
    commit('u-0');
    one.until(7 * DAY - 1);
    expect(committed(one)).toEqual(['t-0', 'u-0']);
    one.until(7 * DAY);
    expect(committed(one)).toEqual(['u-0']);
    one.until(13 * DAY - 1);
    expect(committed(one)).toEqual(['u-0']);
    one.until(13 * DAY);
    expect(committed(one)).toBeUndefined();
    expect(one.facts('offsets-deleted').map(({ because }) => because)).toEqual(['expiry', 'expiry']);
    expect(nextEntry(one.run.world.agenda)).toBeUndefined();
  });
});

describe('a group whose members have left', () => {
  test('forgets everything seven days after that, whatever was committed since', () => {
    const one = broker();
    member(one);
    one.until(3 * MINUTE);
    one.ask({ kind: 'close-consumer', consumer: 'A' });
    one.until(6 * DAY);
    one.ask({ kind: 'alter-offsets', group: 'g', offsets: { 't-0': 0 } });
    one.until(7 * DAY + 10 * MINUTE - 1);
    expect(committed(one)).toEqual(['t-0', 'u-0']);
    one.until(7 * DAY + 10 * MINUTE);
    expect(committed(one)).toBeUndefined();
  });

  test('and committed nothing is gone with the next check, ten minutes apart', () => {
    const one = broker();
    one.open('A', { group: 'g', topics: ['t'], config: patient });
    one.polls(2, 'A');
    one.until(12 * MINUTE);
    one.ask({ kind: 'close-consumer', consumer: 'A' });
    one.until(20 * MINUTE - 1);
    expect(committed(one)).toEqual([]);
    one.until(20 * MINUTE);
    expect(committed(one)).toBeUndefined();
    expect(one.facts('group-deleted')).toHaveLength(1);
  });

  test('keeps what it has if somebody came back in time', () => {
    const one = broker();
    member(one);
    one.ask({ kind: 'close-consumer', consumer: 'A' });
    one.until(7 * DAY - 1);
    member(one);
    one.until(8 * DAY);
    expect(committed(one)).toEqual(['t-0', 'u-0']);
  });
});

test('a group with members forgets only what none of them subscribes to, and nothing while it rebalances', () => {
  const one = broker();
  member(one);
  one.open('B', { group: 'g', topics: ['t'], config: patient });
  one.until(7 * DAY - 1);
  one.poll('B');
  one.until(7 * DAY);
  expect(one.state.groups['g']!.state).toBe('PreparingRebalance');
  expect(committed(one)).toEqual(['t-0', 'u-0']);
  one.polls(1, 'A');
  one.until(7 * DAY + 1000);
  one.polls(3, 'A', 'B');
  expect(one.state.groups['g']!.state).toBe('Stable');
  one.until(7 * DAY + 10 * MINUTE);
  expect(committed(one)).toEqual(['t-0']);
});

describe('a group of the consumer protocol', () => {
  const config = { ...patient, 'group.protocol': 'consumer' };
  const reading = (expression: string): Conversation => {
    const one = broker();
    one.ask({ kind: 'open-consumer', consumer: 'A', group: 'g', config });
    one.ask({ kind: 'subscribe-pattern', consumer: 'A', expression, by: 'coordinator' });
    one.polls(2, 'A');
    one.until(10_000);
    one.polls(2, 'A');
    one.ask({ kind: 'commit', consumer: 'A', offsets: { 't-0': 0, 'u-0': 0 } });
    return one;
  };

  test('forgets only what none of its members subscribes to, though it be by a pattern', () => {
    const one = reading('t|x');
    one.until(8 * DAY);
    expect(committed(one)).toEqual(['t-0']);
    expect(one.ask({ kind: 'delete-offsets', group: 'g', topic: 't' })).toMatchObject({
      error: 'GroupSubscribedToTopicException',
    });
  });

  test('whose members have left forgets each offset seven days after its last commit', () => {
    const one = reading('t|u');
    one.until(8 * DAY);
    expect(committed(one)).toEqual(['t-0', 'u-0']);
    // which commits once more
    one.ask({ kind: 'close-consumer', consumer: 'A' });
    one.until(15 * DAY - 1);
    expect(committed(one)).toEqual(['t-0', 'u-0']);
    one.until(15 * DAY);
    expect(committed(one)).toBeUndefined();
  });

  test('is gone with the next check if it has nothing', () => {
    const one = broker();
    one.open('A', { group: 'g', topics: ['t'], config });
    one.polls(2, 'A');
    one.ask({ kind: 'close-consumer', consumer: 'A' });
    expect(committed(one)).toEqual([]);
    one.until(10 * MINUTE);
    expect(committed(one)).toBeUndefined();
  });
});

test('a deleted topic may leave an empty group with nothing: it goes with the next check', () => {
  const one = broker();
  one.ask({ kind: 'alter-offsets', group: 'g', offsets: { 't-0': 0 } });
  one.ask({ kind: 'delete-topic', topic: 't' });
  one.until(10 * MINUTE - 1);
  expect(committed(one)).toEqual([]);
  one.until(10 * MINUTE);
  expect(committed(one)).toBeUndefined();
});

test('the intervals are settings', () => {
  const one = converse({ 'offsets.retention.minutes': 2, 'offsets.retention.check.interval.ms': 45_000 });
  one.ask({ kind: 'create-topic', topic: 't', partitions: 1 });
  one.ask({ kind: 'alter-offsets', group: 'g', offsets: { 't-0': 0 } });
  one.until(134_999);
  expect(committed(one)).toEqual(['t-0']);
  one.until(135_000);
  expect(committed(one)).toBeUndefined();
});
