// A broker with a share group to talk to in tests: one topic of one partition, `t`, which the group reads from its beginning.

import { type Conversation, converse } from '../../conversation.ts';
import type { Settings } from '../../settings.ts';
import type { AcknowledgeType } from './client-state.ts';
import type { ShareCommitAnswer, SharePollAnswer } from './command.ts';

export interface ShareConversation extends Conversation {
  /** Opens a consumer in group `g`, explicit unless its settings say otherwise, that joins with its first poll. */
  join(consumer: string, config?: Settings): void;
  /** Appends so many records as one batch. */
  batch(records: number): void;
  /** One poll: what it handed over, as `offset×delivery count`, or the error. */
  take(consumer: string): string[];
  /** Says these of the records in hand, in order, and commits. The errors of that. */
  say(consumer: string, ...types: AcknowledgeType[]): string[];
  /** The state of each record in flight, as `offset:state`. */
  states(): string[];
}

/** @param config what is set for the group */
export function shareConverse(config: Settings = {}): ShareConversation {
  const broker = converse({
    'log.retention.ms': -1,
    'group.share.heartbeat.interval.ms': 100,
    'group.share.min.heartbeat.interval.ms': 50,
    'group.share.assignment.interval.ms': 0,
  });
  broker.ask({ kind: 'create-topic', topic: 't', partitions: 1 });
  broker.ask({
    kind: 'alter-group',
    group: 'g',
    config: { 'share.auto.offset.reset': 'earliest', ...config },
  });
  broker.ask({ kind: 'open-producer', producer: 'b', config: { 'linger.ms': 60_000 } });
  const take = (consumer: string): string[] => {
    const answer = broker.ask({ kind: 'share-poll', consumer }) as SharePollAnswer | { error: string };
    return 'error' in answer
      ? [answer.error]
      : answer.records.map(({ offset, deliveryCount }) => `${offset}×${deliveryCount}`);
  };
  return {
    ...broker,
    get state() {
      return broker.state;
    },
    join(consumer, given = {}) {
      const settings = { 'share.acknowledgement.mode': 'explicit', ...given };
      broker.ask({ kind: 'open-share-consumer', consumer, group: 'g', config: settings });
      broker.ask({ kind: 'subscribe-share', consumer, topics: ['t'] });
    },
    batch(records) {
      const some = Array.from({ length: records }, () => ({ partition: 0, value: 'v' }));
      broker.ask({ kind: 'produce', producer: 'b', topic: 't', records: some });
    },
    take,
    say(consumer, ...types) {
      for (const [n, { partition, offset }] of broker.state.shareConsumers[consumer]!.held.entries())
        if (types[n]) broker.ask({ kind: 'acknowledge', consumer, partition, offset, type: types[n] });
      const answer = broker.ask({ kind: 'share-commit', consumer }) as ShareCommitAnswer;
      return Object.values(answer).flatMap((refused) => (refused ? [refused.error] : []));
    },
    states() {
      const group = broker.state.groups['g'];
      const partition = group?.type === 'share' ? group.partitions['t-0'] : undefined;
      return (partition?.inFlight ?? []).flatMap(({ firstOffset, lastOffset, records }) =>
        Array.from({ length: lastOffset - firstOffset + 1 }, (_, n) => {
          const { state } = records.length === 1 ? records[0]! : records[n]!;
          return `${firstOffset + n}:${state}`;
        }),
      );
    },
  };
}
