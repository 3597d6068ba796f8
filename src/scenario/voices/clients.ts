// What senders and workers do, and what that does to the world outside.

import type { ClientsFact } from '../../engine/clients/fact.ts';
import { orderOf } from '../../engine/clients/state.ts';
import { say } from '../../words/say.ts';
import { nameOf, sayKind, type Voice } from './voice.ts';

export const ofClients: Voice<ClientsFact> = (fact, sends) => {
  switch (fact.kind) {
    case 'sent': {
      const { key, amount, what, tombstone } = fact;
      if (tombstone) return say('clients.sent-tombstone', { ...fact });
      return sayKind('clients', fact, {
        order: orderOf(fact),
        whose: key === null ? '' : `, ${key}`,
        price: amount ? `, € ${amount}` : '',
        what: what === 'placed' ? '' : ` (${what})`,
      });
    }
    case 'worker-started':
    case 'worker-configured':
      return sayKind('clients', fact, { worker: fact.spec.id });
    case 'worker-crashed':
      return fact.error ? say('clients.worker-crashed-with', { ...fact }) : sayKind('clients', fact);
    case 'effect-made': {
      const { service, effect, key, send, amount } = fact.effect;
      const price = amount ? `, € ${amount}` : '';
      const whose = key ?? say('clients.nobody');
      if (sends(send)?.tombstone) return say('clients.effect-removed', { service, effect, whose });
      return say('clients.effect-made', { service, effect, whose, order: nameOf(sends, send), price });
    }
    case 'effect-skipped': {
      const { service, effect, send } = fact.effect;
      return say(`clients.skipped.${fact.because}`, { service, effect, order: nameOf(sends, send) });
    }
    default:
      return sayKind('clients', fact);
  }
};
