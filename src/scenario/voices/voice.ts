// What all voices share: what they have to know beside a fact, and how they name things. The sentences stand in the language files, most of
// them under the part of the engine and the kind of the fact, with the fact's own fields for values.

import { orderOf, type Send } from '../../engine/clients/state.ts';
import type { SendId } from '../../engine/vocabulary.ts';
import { isKey, say, type Values } from '../../words/say.ts';

/** What the narrator has to know beside the fact: everything that was sent, by id. */
export type Sends = (id: SendId) => Send | undefined;

/** The sentence for a fact of one part of the engine, or null where nobody needs to hear of it. */
export type Voice<Fact> = (fact: Fact, sends: Sends) => string | null;

/** An order by its name, and what of it was told where that is more than that it was placed. */
export const nameOf = (sends: Sends, id: SendId | null | undefined): string => {
  const send = id === null || id === undefined ? undefined : sends(id);
  if (!send) return say('a-message');
  if (send.tombstone) return say('tombstone', { whose: send.key });
  return `${say('order', { order: orderOf(send) })}${send.what === 'placed' ? '' : ` (${send.what})`}`;
};

/** The sentence of a kind of fact that has only one, or null where there is none. */
export function sayKind(part: string, fact: { readonly kind: string }, more: Values = {}): string | null {
  const key = `${part}.${fact.kind}`;
  return isKey(key) ? say(key, { ...fact, ...more }) : null;
}
