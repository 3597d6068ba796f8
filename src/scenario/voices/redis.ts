// What happens in Redis. Loaded with a lane of it, and heard from then on.

import type { RedisFact } from '../../engine/redis/fact.ts';
import type { SendId } from '../../engine/vocabulary.ts';
import { list, say } from '../../words/say.ts';
import { hear } from '../narrator.ts';
import { nameOf, sayKind, type Voice } from './voice.ts';

const ofRedis: Voice<RedisFact> = (fact, sends) => {
  const namesOf = (elements: readonly { readonly send: SendId | null }[]): string =>
    list(elements.map(({ send }) => nameOf(sends, send)));
  switch (fact.kind) {
    case 'elements-pushed':
    case 'elements-popped':
      return sayKind('redis', fact, { those: namesOf(fact.elements) });
    case 'element-moved':
      return sayKind('redis', fact, { what: nameOf(sends, fact.element.send) });
    case 'elements-removed':
      return sayKind('redis', fact, { n: fact.places.length });
    case 'entry-added':
      return sayKind('redis', fact, { what: nameOf(sends, fact.entry.send), id: fact.entry.id });
    case 'entries-delivered':
      return say(`redis.entries-delivered${fact.noAck ? '-no-ack' : ''}`, { ...fact, those: list(fact.ids) });
    case 'entries-acknowledged':
      return sayKind('redis', fact, { those: list(fact.ids) });
    case 'entry-claimed': {
      const values = { ...fact, id: fact.pending.id };
      return fact.from === null
        ? say('redis.entry-claimed-anew', values)
        : say('redis.entry-claimed', values);
    }
    case 'entries-deleted':
      return sayKind('redis', fact, { n: fact.indexes.length });
    case 'consumer-deleted':
      return fact.lost > 0 ? say('redis.consumer-deleted-pending', { ...fact }) : sayKind('redis', fact);
    case 'key-removed':
      return fact.because === 'emptied' ? null : say(`redis.key-removed.${fact.because}`, { key: fact.key });
    case 'message-broadcast':
      return fact.to.length
        ? sayKind('redis', fact, { n: fact.to.length })
        : say('redis.message-to-nobody', { ...fact });
    case 'client-blocked':
      return sayKind('redis', fact, { those: list(fact.wait.keys) });
    case 'client-disconnected':
      return fact.how === 'crashed' ? sayKind('redis', fact) : null;
    case 'call-refused':
      return say('refused-saying', { message: fact.message });
    default:
      return sayKind('redis', fact);
  }
};

hear({ redis: ofRedis });
