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
  taken = new Map();
}

/** Whether there is such a text. */
export const isKey = (key: string): key is Key => key in words;

type Piece = string | ((values: Values) => string);
/** Texts are asked for in every frame, so each is taken apart once. */
let taken = new Map<Key, readonly Piece[]>();

/**
 * A text with its values: `{queue}` is the value itself, `{Queue}` the same with a capital, `{n, record|records}` the first form where `n`
 * is 1, else the second.
 */
export function say(key: Key, values: Values = {}): string {
  let pieces = taken.get(key);
  if (!pieces) taken.set(key, (pieces = takeApart(words[key]!)));
  let said = '';
  for (const piece of pieces) said += typeof piece === 'string' ? piece : piece(values);
  return said;
}

/** The same where a text has several wordings, the longest first. */
export const wordingsOf = (key: Key, values: Values = {}): string[] => say(key, values).split(' / ');

function takeApart(text: string): Piece[] {
  return text.split(/(\{[^}]*\})/).map((piece) => {
    const [, name, one, many] = /^\{(\w+)(?:, ([^|]*)\|(.*))?\}$/.exec(piece) ?? [];
    if (name === undefined) return piece;
    if (one !== undefined) return (values) => (values[name] === 1 ? one : many!);
    const small = name.charAt(0).toLowerCase() + name.slice(1);
    return (values) => (name in values ? String(values[name]) : capital(String(values[small])));
  });
}

export const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** `a, b and c`. */
export const list = (names: readonly string[]): string =>
  names.length < 2
    ? (names[0] ?? '')
    : `${names.slice(0, -1).join(', ')} ${say('and')} ${names[names.length - 1]}`;
