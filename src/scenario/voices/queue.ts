// What happens in RabbitMQ.

import type { QueueFact } from '../../engine/queue/fact.ts';
import { list, say } from '../../words/say.ts';
import { nameOf, sayKind, type Voice } from './voice.ts';

export const ofQueue: Voice<QueueFact> = (fact, sends) => {
  switch (fact.kind) {
    case 'published': {
      const what = nameOf(sends, fact.message.send);
      if (fact.refusedBy.length > 0) return say('queue.refused-by', { what, those: list(fact.refusedBy) });
      if (fact.queues.length === 0) return say('queue.nowhere', { what });
      return say('queue.published', { what, n: fact.queues.length, those: list(fact.queues) });
    }
    case 'queue-declared':
      return sayKind('queue', fact, { kind: fact.type === 'classic' ? '' : ` (${fact.type})` });
    case 'queue-deleted':
      return say(`queue.deleted.${fact.because}`, { queue: fact.queue });
    case 'exchange-declared':
      return sayKind('queue', fact, { ...fact.exchange });
    case 'bound':
      return fact.queue === null ? say('queue.bound-exchange', { ...fact }) : sayKind('queue', fact);
    case 'delivered':
      return say(`queue.delivered${fact.redelivered ? '-again' : ''}${fact.noAck ? '-no-ack' : ''}`, {
        what: nameOf(sends, fact.send),
        to: fact.consumer ?? fact.client,
      });
    case 'acked':
    case 'credited':
      return sayKind('queue', fact, {
        who: fact.consumer ?? fact.client,
        what: nameOf(sends, fact.send),
      });
    case 'requeued':
      return say(`queue.requeued.${fact.place}`, { what: nameOf(sends, fact.send), queue: fact.queue });
    case 'dead-lettered':
      return say(`queue.dead-lettered.${fact.reason}`, {
        what: nameOf(sends, fact.message.send),
        those: list(fact.queues),
      });
    case 'dropped':
      return say(`queue.dropped.${fact.reason}`, { what: nameOf(sends, fact.send) });
    case 'refused-dead-lettered':
      return sayKind('queue', fact, { what: nameOf(sends, fact.message.send), those: list(fact.queues) });
    case 'transients-lost':
      return sayKind('queue', fact, { n: fact.sequences.length });
    case 'consumer-activated':
      return fact.consumer === null ? null : sayKind('queue', fact);
    case 'channel-closed':
      return fact.how === 'error' ? sayKind('queue', fact) : null;
    case 'refused':
      return say('refused-saying', { message: fact.message });
    default:
      return sayKind('queue', fact);
  }
};
