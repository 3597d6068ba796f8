// What the page says, in the language that it speaks: texts by key from the language files, with what they name filled in. English unless
// told otherwise. A language is spoken by the whole page, so it is set once, before anything is drawn.

import english from 'words:en/interface';

export type Key = keyof typeof english;
/** What a text names, by the names in its braces. */
export type Values = Readonly<Record<string, unknown>>;

let words: Readonly<Record<string, string>> = english;

/** From now on texts are taken from here. */
export function speak(language: Readonly<Record<string, string>>): void {
  words = language;
}

/** Whether there is such a text. */
export const isKey = (key: string): key is Key => key in words;

/**
 * A text with its values: `{queue}` is the value itself, `{Queue}` the same with a capital, `{n, record|records}` the first form where `n`
 * is 1, else the second.
 */
export const say = (key: Key, values: Values = {}): string =>
  words[key]!.replace(
    /\{(\w+)(?:, ([^|}]*)\|([^}]*))?\}/g,
    (_, name: string, one?: string, many?: string) => {
      if (one !== undefined) return (values[name] === 1 ? one : many)!;
      return name in values
        ? String(values[name])
        : capital(String(values[name.charAt(0).toLowerCase() + name.slice(1)]));
    },
  );

export const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** `a, b and c`. */
export const list = (names: readonly string[]): string =>
  names.length < 2
    ? (names[0] ?? '')
    : `${names.slice(0, -1).join(', ')} ${say('and')} ${names[names.length - 1]}`;
