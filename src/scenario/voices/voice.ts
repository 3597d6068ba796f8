// What all voices share: what they have to know beside a fact, and how they name things.

import { orderOf, type Send } from '../../engine/clients/state.ts';
import type { SendId } from '../../engine/vocabulary.ts';

/** What the narrator has to know beside the fact: everything that was sent, by id. */
export type Sends = (id: SendId) => Send | undefined;

/** The sentence for a fact of one part of the engine, or null where nobody needs to hear of it. */
export type Voice<Fact> = (fact: Fact, sends: Sends) => string | null;

/** An order by its name, and what of it was told where that is more than that it was placed. */
export const nameOf = (sends: Sends, id: SendId | null | undefined): string => {
  const send = id === null || id === undefined ? undefined : sends(id);
  if (!send) return 'a message';
  return `order ${orderOf(send)}${send.what === 'placed' ? '' : ` (${send.what})`}`;
};

export const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

export const list = (names: readonly string[]): string =>
  names.length < 2 ? (names[0] ?? '') : `${names.slice(0, -1).join(', ')} and ${names[names.length - 1]}`;
