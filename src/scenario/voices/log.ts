// What happens in Kafka.

import type { LogFact } from '../../engine/log/fact.ts';
import type { Batch } from '../../engine/log/storage/state.ts';
import { capital, list, nameOf, type Sends, type Voice } from './voice.ts';

const processOf = (client: string): string => client.replace(/#\d+$/, '');

/** Why a member was removed. */
const REMOVED = {
  left: '',
  session: ': it was silent for too long',
  late: ': it took too long to move on',
};

export const ofLog: Voice<LogFact> = (fact, sends) => {
  switch (fact.kind) {
    case 'topic-created':
      return `Topic ${fact.topic.name} is created with ${fact.topic.partitions.length} partition(s).`;
    case 'partitions-added':
      return `Topic ${fact.topic} has ${fact.total} partitions now. No record moves.`;
    case 'topic-configured':
      return `Topic ${fact.topic} is configured: ${Object.entries(fact.config)
        .map(([name, value]) => `${name}=${value}`)
        .join(', ')}.`;
    case 'batch-appended':
      return appended(fact.partition, fact.batch, sends);
    case 'produce-refused':
      return `Refused: ${fact.message}`;
    case 'segment-rolled':
      return `${fact.partition} goes on in a new segment from offset ${fact.baseOffset}.`;
    case 'segments-deleted':
      return `Retention by ${fact.because} deletes ${fact.segments} segment(s) of ${fact.partition}, read or not: it starts at ${fact.logStartOffset} now.`;
    case 'log-cleaned':
      return `The cleaner compacts ${fact.partition} up to offset ${fact.cleanedTo}: of each key the last record stays, at its offset.`;
    case 'log-start-moved':
      return `${fact.partition} starts at ${fact.logStartOffset} now.`;
    case 'polled':
      return `${capital(processOf(fact.consumer))} reads ${fact.to - fact.from > 1 ? `offsets ${fact.from} to ${fact.to - 1}` : `offset ${fact.from}`} of ${fact.partition}. Nothing leaves the log.`;
    case 'committed':
      return `Group ${fact.group} commits ${fact.offset} in ${fact.partition}: it would resume there.`;
    case 'commit-refused':
      return `A commit of ${processOf(fact.consumer)} is refused: ${fact.error}.`;
    case 'offset-reset':
      return `Group ${fact.group} is reset in ${fact.partition}${fact.from === null ? '' : ` from ${fact.from}`} to ${fact.offset}.`;
    case 'reset-refused':
      return fact.message;
    case 'out-of-range':
      return `${capital(processOf(fact.consumer))} asks for offset ${fact.position} of ${fact.partition}, which the log does not have. Reset policy: ${fact.policy}.`;
    case 'position-set':
      return fact.position === null
        ? null
        : `${capital(processOf(fact.consumer))} goes to offset ${fact.position} of ${fact.partition} (${fact.because}).`;
    case 'assigned':
      return fact.partitions.length
        ? `${capital(processOf(fact.consumer))} now reads ${list(fact.partitions)}.`
        : null;
    case 'revoked':
      return fact.partitions.length
        ? `${capital(processOf(fact.consumer))} gives up ${list(fact.partitions)}.`
        : null;
    case 'rebalance-began':
      return `Group ${fact.group} rebalances: everybody has to join again.`;
    case 'generation-formed':
      return `Group ${fact.group} forms generation ${fact.generation}.`;
    case 'group-stabilised':
      return `Group ${fact.group} is stable.`;
    case 'member-expired':
      return `Group ${fact.group} has not heard from ${processOf(fact.consumer)} and drops it.`;
    case 'group-emptied':
      return `Group ${fact.group} has no members.`;
    case 'member-admitted':
      return `${capital(processOf(fact.consumer))} joins group ${fact.group}, with nothing yet.`;
    case 'member-returned':
      return `${capital(processOf(fact.consumer))} is back in group ${fact.group}, in its old place.`;
    case 'member-away':
      return `${capital(processOf(fact.consumer))} leaves group ${fact.group} for a while: its place is kept.`;
    case 'member-removed':
      return `${capital(processOf(fact.consumer))} is no member of group ${fact.group} any more${REMOVED[fact.because]}.`;
    case 'target-computed':
      return `Group ${fact.group} is in epoch ${fact.targetEpoch}: the coordinator has computed who is to have what.`;
    case 'group-settled':
      return `Group ${fact.group} is stable.`;
    case 'group-vacated':
      return `Group ${fact.group} has no members.`;
    case 'membership-fenced':
      return `${capital(processOf(fact.consumer))} hears that group ${fact.group} has dropped it.`;
    case 'membership-failed':
      return `Refused: ${fact.failure.message}`;
    default:
      return null;
  }
};

function appended(partition: string, { baseOffset, records }: Batch, sends: Sends): string {
  const what = capital(nameOf(sends, records[0]?.send));
  return records.length === 1
    ? `${what} stands at offset ${baseOffset} of ${partition}.`
    : `${records.length} records stand at offsets ${baseOffset} to ${baseOffset + records.length - 1} of ${partition}.`;
}
