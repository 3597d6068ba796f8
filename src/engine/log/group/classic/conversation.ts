// A classic group to talk to in tests: members of `g` that read `t`, what the coordinator says of them, and time passing while they
// hold their polls open.

import { type Conversation, converse } from '../../conversation.ts';
import type { Settings } from '../../settings.ts';
import { classicGroup } from '../kinds.ts';

/** A broker with the topic `t`, whose groups wait for nobody at first unless `settings` say so. */
export function topic(partitions: number, settings: object = {}): Conversation {
  const broker = converse({ 'group.initial.rebalance.delay.ms': 0, ...settings });
  broker.ask({ kind: 'create-topic', topic: 't', partitions });
  return broker;
}

/** Opens a consumer that reads `t` and lets it poll once, which is when it joins. */
export function join(broker: Conversation, consumer: string, config: Settings = {}): void {
  broker.open(consumer, {
    ...{ group: 'g', topics: ['t'] },
    config: { 'auto.offset.reset': 'earliest', 'enable.auto.commit': false, ...config },
  });
  broker.poll(consumer);
}

/** The group as its coordinator sees it: `Stable 2 A(t-0 t-1) B(t-2)`. */
export function shape(broker: Conversation): string {
  const { state, generation, members } = classicGroup(broker.state, 'g')!;
  const who = members.map(({ consumer, assignment }) => `${consumer}(${assignment.join(' ')})`);
  return [`${state} ${generation}`, ...who].join(' ');
}

/** Lets time pass while these hold a poll open all the time. */
export function pollUntil(broker: Conversation, instant: number, ...consumers: string[]): void {
  for (let now = broker.run.world.now + 100; now <= instant; now += 100) {
    broker.until(now);
    broker.polls(2, ...consumers);
  }
}

/** Lets these poll until nothing changes any more, which takes them a heartbeat interval or two. */
export const settle = (broker: Conversation, ...consumers: string[]): void =>
  pollUntil(broker, broker.run.world.now + 6100, ...consumers);

/** What the listener of a consumer was told so far: `+t-0 t-1` assigned, `-t-0` revoked, `!t-0` lost. */
export const told = (broker: Conversation, consumer: string): string[] =>
  [...broker.run.journal].flatMap((fact) => {
    if (fact.of !== 'log' || !('consumer' in fact) || fact.consumer !== consumer) return [];
    if (fact.kind === 'assigned') return [`+${fact.added.join(' ')}`];
    return fact.kind === 'revoked' ? [`${fact.lost ? '!' : '-'}${fact.partitions.join(' ')}`] : [];
  });

/** Commits offset 1 in `t-0`: `ok`, or the exception. */
export function commit(broker: Conversation, consumer: string): string {
  const answer = broker.ask({ kind: 'commit', consumer, offsets: { 't-0': 1 } }) as { error?: string };
  return answer.error ?? 'ok';
}
