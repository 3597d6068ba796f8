// What happens in RabbitMQ.

import type { QueueFact, QueueFactOf } from '../../engine/queue/fact.ts';
import { capital, list, nameOf, type Voice } from './voice.ts';

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

export const ofQueue: Voice<QueueFact> = (fact, sends) => {
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
    case 'stream-segments-deleted':
      return `Stream ${fact.queue} lets its oldest ${fact.segments > 1 ? `${fact.segments} segments` : 'segment'} go, read or not.`;
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
};
