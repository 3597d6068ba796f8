// Which language the page speaks. English is at hand; another one is loaded when the address asks for it.

import { tellIn } from '../scenario/catalog.ts';
import { speak } from '../words/say.ts';
import type { Language } from './parameters.ts';

const others = {
  de: () => Promise.all([import('words:de/interface'), import('words:de/titles')]),
};

/** Has the page speak a language from here on. Where its words do not arrive, English stays. */
export async function settle(language: Language): Promise<void> {
  if (language === 'en') return;
  const loaded = await others[language]().catch(() => null);
  if (!loaded) return;
  const [texts, titles] = loaded;
  speak(texts.default);
  tellIn(language, titles.default);
  document.documentElement.lang = language;
}

/** The technical terms by their names in links, in the order of the alphabet. */
export type Glossary = Readonly<Record<string, { readonly term: string; readonly says: string }>>;

const glossaries = {
  en: () => import('words:en/glossary'),
  de: () => import('words:de/glossary'),
};

/** @throws where it does not arrive */
export const glossaryIn = async (language: Language): Promise<Glossary> =>
  (await glossaries[language]()).default;
