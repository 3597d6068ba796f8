// What happens in Kafka.

import type { LogFact } from '../../engine/log/fact.ts';
import type { Batch } from '../../engine/log/storage/state.ts';
import { list, say } from '../../words/say.ts';
import { nameOf, sayKind, type Sends, type Voice } from './voice.ts';

const processOf = (client: string): string => client.replace(/#\d+$/, '');

export const ofLog: Voice<LogFact> = (fact, sends) => {
  const who = 'consumer' in fact ? processOf(fact.consumer ?? '') : '';
  switch (fact.kind) {
    case 'topic-created':
      return say('log.topic-created', { name: fact.topic.name, n: fact.topic.partitions.length });
    case 'topic-configured': {
      const settings = Object.entries(fact.config).map(([name, value]) => `${name}=${value}`);
      return say('log.topic-configured', { topic: fact.topic, settings: settings.join(', ') });
    }
    case 'batch-appended':
      return appended(fact.partition, fact.batch, sends);
    case 'produce-refused':
      return say('refused-saying', { message: fact.message });
    case 'membership-failed':
      return say('refused-saying', { message: fact.failure.message });
    case 'reset-refused':
      return fact.message;
    case 'segments-deleted': {
      const by = fact.because === 'start' ? '' : say(`log.by-${fact.because}`);
      return sayKind('log', fact, { by });
    }
    case 'polled':
      return fact.to - fact.from > 1
        ? sayKind('log', fact, { who, last: fact.to - 1 })
        : say('log.polled-one', { ...fact, who });
    case 'offset-reset':
      return fact.from === null ? say('log.offset-reset-anew', { ...fact }) : sayKind('log', fact);
    case 'position-set':
      return fact.position === null ? null : sayKind('log', fact, { who });
    case 'assigned':
    case 'revoked':
      return fact.partitions.length ? sayKind('log', fact, { who, those: list(fact.partitions) }) : null;
    case 'member-removed':
      return say(`log.removed.${fact.because}`, { ...fact, who });
    default:
      return sayKind('log', fact, { who });
  }
};

function appended(partition: string, { baseOffset: from, records }: Batch, sends: Sends): string {
  const what = nameOf(sends, records[0]?.send);
  return records.length === 1
    ? say('log.appended-one', { what, from, partition })
    : say('log.appended', { n: records.length, from, to: from + records.length - 1, partition });
}
