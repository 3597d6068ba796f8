// What a poll of a share consumer does: for its group, for the records before, and for those to come.

import { describe, expect, it } from 'vitest';
import { shareConverse } from './conversation.ts';

describe('a share consumer says what becomes of its records (kafka-groups 5.6)', () => {
  it('implicitly: the next poll accepts, closing gives back', () => {
    const broker = shareConverse();
    for (let n = 0; n < 2; n++) broker.batch(1);
    const implicit = { 'share.acknowledgement.mode': 'implicit', 'max.poll.records': 1 };
    for (const one of ['A', 'B']) broker.join(one, implicit);
    expect(broker.take('A')).toEqual(['0×1']);
    expect(
      broker.ask({ kind: 'acknowledge', consumer: 'A', partition: 't-0', offset: 0, type: 'accept' }),
    ).toMatchObject({ error: 'IllegalStateException' });
    expect(broker.take('A')).toEqual(['1×1']);
    broker.ask({ kind: 'close-share-consumer', consumer: 'A' });
    expect(broker.take('B')).toEqual(['1×2']);
  });

  it('explicitly: all of them before it polls again', () => {
    const broker = shareConverse();
    broker.batch(2);
    broker.join('A');
    broker.take('A');
    broker.ask({ kind: 'acknowledge', consumer: 'A', partition: 't-0', offset: 0, type: 'accept' });
    expect(broker.take('A')).toEqual(['IllegalStateException']);
    broker.ask({ kind: 'acknowledge', consumer: 'A', partition: 't-0', offset: 1, type: 'accept' });
    expect(broker.take('A')).toEqual([]);
    expect(broker.states()).toEqual([]);
  });

  it('what is said with a poll is done after what that poll brings', () => {
    const broker = shareConverse();
    for (let n = 0; n < 2; n++) broker.batch(1);
    broker.join('A', { 'max.poll.records': 1 });
    broker.take('A');
    broker.ask({ kind: 'acknowledge', consumer: 'A', partition: 't-0', offset: 0, type: 'release' });
    expect(broker.take('A')).toEqual(['1×1']);
    broker.ask({ kind: 'acknowledge', consumer: 'A', partition: 't-0', offset: 1, type: 'accept' });
    expect(broker.take('A')).toEqual(['0×2']);
  });
});

describe('asking in the background (observed on a running broker)', () => {
  it('who found nothing is given the next batch at once, and no more', () => {
    const broker = shareConverse();
    for (const one of ['A', 'B']) broker.join(one);
    for (const one of ['A', 'B']) expect(broker.take(one)).toEqual([]);
    broker.batch(1);
    broker.batch(1);
    broker.batch(1);
    expect(broker.states()).toEqual(['0:Acquired', '1:Acquired']);
    expect(['A', 'B', 'A'].map((one) => broker.take(one))).toEqual([
      ['0×1'],
      ['1×1'],
      ['IllegalStateException'],
    ]);
  });
});

describe('an assignment by heartbeats (kafka-groups 5.3)', () => {
  it('the first answer brings nothing; a partition has as many readers as there are members', () => {
    const broker = shareConverse();
    for (const one of ['A', 'B', 'C']) {
      broker.join(one);
      broker.take(one);
    }
    const group = broker.state.groups['g']!;
    expect(group.members.map(({ assignment }) => assignment)).toEqual([['t-0'], ['t-0'], ['t-0']]);
    const [first] = broker.facts('share-heartbeat-answered');
    expect(first).toMatchObject({ consumer: 'A', memberEpoch: 2, told: [] });
  });

  it('three partitions are shared evenly, and nothing is given up before it goes to another', () => {
    const broker = shareConverse();
    broker.ask({ kind: 'add-partitions', topic: 't', total: 3 });
    const sizes = ['A', 'B', 'C', 'D'].map((one) => {
      broker.join(one);
      broker.take(one);
      broker.until(broker.run.world.now + 200);
      return broker.state.groups['g']!.members.map(({ assignment }) => assignment.length).join(' ');
    });
    expect(sizes).toEqual(['3', '2 1', '1 1 1', '2 1 2 1']);
  });

  it('who does not poll for max.poll.interval.ms leaves, and comes back with its next poll', () => {
    const broker = shareConverse();
    broker.join('A', { 'max.poll.interval.ms': 1000 });
    broker.take('A');
    broker.until(broker.run.world.now + 1000);
    expect(broker.state.groups['g']).toMatchObject({ state: 'Empty' });
    broker.take('A');
    expect(broker.state.groups['g']).toMatchObject({ state: 'Stable' });
  });

  it('who is killed is missed when its session ends', () => {
    const broker = shareConverse();
    broker.join('A');
    broker.take('A');
    broker.ask({ kind: 'kill-share-consumer', consumer: 'A' });
    broker.until(broker.run.world.now + 44_000);
    expect(broker.state.groups['g']!.members).toHaveLength(1);
    broker.until(broker.run.world.now + 1000);
    expect(broker.state.groups['g']).toMatchObject({ state: 'Empty', members: [] });
  });
});
