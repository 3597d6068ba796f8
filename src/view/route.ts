// Which page an address asks for.

import { type Link, readLink } from '../playback/link.ts';
import { type LessonEntry, lessons } from '../scenario/catalog.ts';
import { say } from '../words/say.ts';

export type Route =
  /** The start page, with a sentence about what was asked for and could not be given. */
  | { readonly page: 'start'; readonly problem: string | null }
  | { readonly page: 'specimens' }
  /** The glossary, at a term if the address names one. */
  | { readonly page: 'glossary'; readonly term: string | null }
  | { readonly page: 'lesson'; readonly entry: LessonEntry; readonly link: Link };

/** Where links to the start page lead. */
export const startAddress = '#';
/** Where every mark of the stage is shown with its name. */
export const specimensAddress = '#specimens';

/** The technical terms; `#glossary.offset` is the place of one of them. */
export const glossaryAddress = '#glossary';

/** @param hash `location.hash`; anybody may have written it */
export function routeOf(hash: string): Route {
  if (hash === specimensAddress) return { page: 'specimens' };
  const [page, term = null] = hash.split('.');
  if (page === glossaryAddress) return { page: 'glossary', term };
  const link = readLink(hash);
  if (link === null) return { page: 'start', problem: null };
  if ('problem' in link) return { page: 'start', problem: link.problem };
  const entry = lessons.find(({ name }) => name === link.scenario);
  if (entry) return { page: 'lesson', entry, link };
  const shown = link.scenario.length > 60 ? `${link.scenario.slice(0, 60)}…` : link.scenario;
  return {
    page: 'start',
    problem: say('note.no-lesson', { name: shown }),
  };
}
