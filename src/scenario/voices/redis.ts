// What happens in Redis. Loaded with a lane of it, and heard from then on.

import type { RedisFact } from '../../engine/redis/fact.ts';
import type { SendId } from '../../engine/vocabulary.ts';
import { hear } from '../narrator.ts';
import { capital, list, nameOf, type Voice } from './voice.ts';

const ofRedis: Voice<RedisFact> = (fact, sends) => {
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
};

hear(ofRedis);
