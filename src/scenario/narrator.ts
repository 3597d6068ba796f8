// Turns facts into sentences, the same for ledger, live region and transcript. A fact that is only bookkeeping is not told.

import type { ClientsFact } from '../engine/clients/fact.ts';
import { orderOf, type Send } from '../engine/clients/state.ts';
import type { Fact } from '../engine/fact.ts';
import type { LogFact } from '../engine/log/fact.ts';
import type { Batch } from '../engine/log/storage/state.ts';
import type { QueueFact, QueueFactOf } from '../engine/queue/fact.ts';
import type { RedisFact } from '../engine/redis/fact.ts';
import type { LaneId, SendId } from '../engine/vocabulary.ts';

/** What the narrator has to know beside the fact: everything that was sent, by id. */
export type Sends = (id: SendId) => Send | undefined;

/** A told fact: its sentence, and the lane it belongs to (null: to all of them). */
export interface Telling {
  readonly lane: LaneId | null;
  readonly says: string;
}

/** The sentence for a fact, or null where nobody needs to hear of it. */
export function tell(fact: Fact, sends: Sends): Telling | null {
  switch (fact.of) {
    case 'agenda':
      return null;
    case 'clients':
      return told('lane' in fact ? fact.lane : null, ofClients(fact));
    case 'log':
      return told(fact.lane, ofLog(fact, sends));
    case 'queue':
      return told(fact.lane, ofQueue(fact, sends));
    case 'redis':
      return told(fact.lane, ofRedis(fact, sends));
  }
}

const told = (lane: LaneId | null, says: string | null): Telling | null =>
  says === null ? null : { lane, says };

const nameOf = (sends: Sends, id: SendId | null | undefined): string => {
  const send = id === null || id === undefined ? undefined : sends(id);
  return send ? `order ${orderOf(send)}` : 'a message';
};

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
const list = (names: readonly string[]): string =>
  names.length < 2 ? (names[0] ?? '') : `${names.slice(0, -1).join(', ')} and ${names[names.length - 1]}`;
const processOf = (client: string): string => client.replace(/#\d+$/, '');

function ofClients(fact: ClientsFact): string | null {
  switch (fact.kind) {
    case 'sent': {
      const { producer, key, amount, what } = fact;
      const order = orderOf(fact);
      const whose = key === null ? '' : `, ${key}`;
      return `${capital(producer)} sends order ${order}${whose}${amount ? `, € ${amount}` : ''}${what === 'placed' ? '' : ` (${what})`}.`;
    }
    case 'worker-started':
      return `${capital(fact.spec.id)} starts.`;
    case 'worker-configured':
      return `Another version of ${fact.spec.id} is deployed.`;
    case 'worker-stopped':
      return `${capital(fact.worker)} stops.`;
    case 'worker-crashed':
      return `${capital(fact.worker)} crashes${fact.error ? ` with ${fact.error}` : ''}.`;
    case 'effect-made': {
      const { service, effect, key, order, amount } = fact.effect;
      return `${capital(service)}: ${effect} for ${key ?? 'nobody'}, order ${order}${amount ? `, € ${amount}` : ''}.`;
    }
    case 'effect-skipped': {
      const { service, effect, order } = fact.effect;
      const why = { bug: 'passed over', recognised: 'done before, so not again', 'no-cause': 'not needed' };
      return `${capital(service)}: ${effect} for order ${order} ${why[fact.because]}.`;
    }
    case 'work-refused':
      return `${capital(fact.worker)} gives its message back.`;
    default:
      return null;
  }
}

const DELETED: Readonly<Record<QueueFactOf<'queue-deleted'>['because'], string>> = {
  asked: '',
  'no-consumer': ', its last consumer having left',
  unused: ', since nobody used it',
  'owner-gone': ' with the connection that owned it',
  restart: ', since it does not survive a restart',
};

const PLACES: Readonly<Record<QueueFactOf<'requeued'>['place'], string>> = {
  own: 'in its old place in',
  front: 'in front of',
  back: 'at the back of',
};

/** Why a message was given up, after its name. */
const DEATHS: Readonly<Record<QueueFactOf<'dropped'>['reason'], string>> = {
  rejected: ' is',
  expired: ' has waited for too long and is',
  maxlen: ' no longer fits and is',
  delivery_limit: ' came back too often and is',
};

function ofQueue(fact: QueueFact, sends: Sends): string | null {
  switch (fact.kind) {
    case 'published': {
      const what = capital(nameOf(sends, fact.message.send));
      if (fact.refusedBy.length > 0) return `${what} is refused by ${list(fact.refusedBy)}, which is full.`;
      if (fact.queues.length === 0) return `${what} is routed nowhere: confirmed, and gone.`;
      return `${what} lies ready in ${fact.queues.length > 1 ? 'queues' : 'queue'} ${list(fact.queues)}.`;
    }
    case 'queue-declared':
      return `Queue ${fact.queue}${fact.type === 'classic' ? '' : ` (${fact.type})`} is declared, empty.`;
    case 'queue-deleted':
      return `Queue ${fact.queue} is deleted${DELETED[fact.because]}.`;
    case 'queue-purged':
      return `Queue ${fact.queue} is purged of ${fact.removed}.`;
    case 'exchange-declared':
      return `Exchange ${fact.exchange.name} (${fact.exchange.type}) is declared.`;
    case 'exchange-deleted':
      return `Exchange ${fact.exchange} is deleted, and its bindings with it.`;
    case 'bound':
      return fact.queue === null
        ? `Exchange ${fact.to} is bound to ${fact.exchange}.`
        : `Queue ${fact.queue} is bound to ${fact.exchange}. It gets nothing from before.`;
    case 'delivered': {
      const to = fact.consumer ?? fact.client;
      const again = fact.redelivered ? ', marked as redelivered' : '';
      return `${capital(nameOf(sends, fact.send))} is delivered to ${to}${again}${fact.noAck ? ', and counts as acknowledged' : ''}.`;
    }
    case 'acked':
      return `${capital(fact.consumer ?? fact.client)} acknowledges ${nameOf(sends, fact.send)}: the queue removes it.`;
    case 'credited':
      return `${capital(fact.consumer ?? fact.client)} has done with ${nameOf(sends, fact.send)}: the stream keeps it.`;
    case 'requeued':
      return `${capital(nameOf(sends, fact.send))} is back ${PLACES[fact.place]} ${fact.queue}.`;
    case 'dead-lettered':
      return `${capital(nameOf(sends, fact.message.send))}${DEATHS[fact.reason]} dead-lettered to ${list(fact.queues)}.`;
    case 'dropped':
      return `${capital(nameOf(sends, fact.send))}${DEATHS[fact.reason]} dropped.`;
    case 'refused-dead-lettered':
      return `${capital(nameOf(sends, fact.message.send))}, refused, is dead-lettered to ${list(fact.queues)}.`;
    case 'transients-lost':
      return `The restart loses ${fact.sequences.length} of queue ${fact.queue}, sent as transient.`;
    case 'consumer-activated':
      return fact.consumer === null
        ? null
        : `${capital(fact.consumer)} alone is served by ${fact.queue} now.`;
    case 'get-empty':
      return `${capital(fact.client)} asks queue ${fact.queue}, which has nothing to give.`;
    case 'channel-closed':
      return fact.how === 'error' ? `The broker closes the channel of ${fact.client}.` : null;
    case 'refused':
      return `Refused: ${fact.message}`;
    default:
      return null;
  }
}

function ofRedis(fact: RedisFact, sends: Sends): string | null {
  const those = (elements: readonly { readonly send: SendId | null }[]): string =>
    list(elements.map(({ send }) => nameOf(sends, send)));
  switch (fact.kind) {
    case 'elements-pushed':
      return `${capital(those(fact.elements))} lies in list ${fact.key}.`;
    case 'elements-popped':
      return `${capital(fact.client)} pops ${those(fact.elements)} from ${fact.key}: the list has it no more.`;
    case 'element-moved':
      return `${capital(fact.client)} moves ${nameOf(sends, fact.element.send)} from ${fact.from} to ${fact.to}.`;
    case 'elements-removed':
      return `${capital(fact.client)} removes ${fact.places.length} from ${fact.key}.`;
    case 'entry-added':
      return `${capital(nameOf(sends, fact.entry.send))} is entry ${fact.entry.id} of stream ${fact.key}.`;
    case 'entries-delivered':
      return `${capital(fact.consumer)} reads ${list(fact.ids)} of ${fact.key} for group ${fact.group}${fact.noAck ? '' : ': pending until it is acknowledged'}.`;
    case 'entries-acknowledged':
      return `${list(fact.ids)} of ${fact.key} is done for group ${fact.group}. Nothing leaves the stream.`;
    case 'entry-claimed':
      return `${capital(fact.consumer)} claims ${fact.pending.id} of ${fact.key}${fact.from === null ? '' : ` from ${fact.from}`}.`;
    case 'entries-deleted':
      return `${fact.indexes.length} of ${fact.key} deleted, read or not.`;
    case 'stream-trimmed':
      return `The oldest ${fact.removed} of ${fact.key} are cut off, read or not.`;
    case 'consumer-deleted':
      return `Consumer ${fact.consumer} of group ${fact.group} is deleted${fact.lost > 0 ? `, and with it what was pending: ${fact.lost}` : ''}.`;
    case 'key-removed':
      if (fact.because === 'emptied') return null;
      return `${fact.key} ${fact.because === 'expired' ? 'has expired' : 'is deleted'}, with all that lay in it.`;
    case 'message-broadcast':
      return `${capital(fact.client)} publishes to ${fact.channel}: ${fact.to.length || 'nobody'} listening. Nothing is kept.`;
    case 'client-blocked':
      return `${capital(fact.client)} waits for ${list(fact.wait.keys)}.`;
    case 'client-disconnected':
      return fact.how === 'crashed' ? `The connection of ${fact.client} is gone.` : null;
    case 'call-refused':
      return `Refused: ${fact.message}`;
    default:
      return null;
  }
}

/** Why a member was removed. */
const REMOVED = {
  left: '',
  session: ': it was silent for too long',
  late: ': it took too long to move on',
};

function ofLog(fact: LogFact, sends: Sends): string | null {
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
}

function appended(partition: string, { baseOffset, records }: Batch, sends: Sends): string {
  const what = capital(nameOf(sends, records[0]?.send));
  return records.length === 1
    ? `${what} stands at offset ${baseOffset} of ${partition}.`
    : `${records.length} records stand at offsets ${baseOffset} to ${baseOffset + records.length - 1} of ${partition}.`;
}
