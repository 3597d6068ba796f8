// What senders and workers do, and what that does to the world outside.

import type { ClientsFact } from '../../engine/clients/fact.ts';
import { orderOf } from '../../engine/clients/state.ts';
import { capital, nameOf, type Voice } from './voice.ts';

export const ofClients: Voice<ClientsFact> = (fact, sends) => {
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
      const { service, effect, key, send, amount } = fact.effect;
      return `${capital(service)}: ${effect} for ${key ?? 'nobody'}, ${nameOf(sends, send)}${amount ? `, € ${amount}` : ''}.`;
    }
    case 'effect-skipped': {
      const { service, effect, send } = fact.effect;
      const why = { bug: 'passed over', recognised: 'done before, so not again', 'no-cause': 'not needed' };
      return `${capital(service)}: ${effect} for ${nameOf(sends, send)} ${why[fact.because]}.`;
    }
    case 'work-refused':
      return `${capital(fact.worker)} gives its message back.`;
    default:
      return null;
  }
};
