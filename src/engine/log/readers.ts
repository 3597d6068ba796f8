// How settings are read that are not whole numbers: words, lists, fractions, true and false.

import type { Reader } from './settings.ts';

/** A number within bounds, with a fraction if need be. */
export const decimal =
  (least: number, most: number): Reader<number> =>
  (text) => {
    if (!/^[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?[fd]?$/i.test(text)) return 'Not a number of type DOUBLE';
    const value = Number.parseFloat(text);
    if (value < least) return `Value must be at least ${least}`;
    return value > most ? `Value must be no more than ${most}` : { value };
  };

export const boolean: Reader<boolean> = (text) =>
  /^(true|false)$/i.test(text)
    ? { value: text.toLowerCase() === 'true' }
    : 'Expected value to be either true or false';

export const oneOf =
  <Word extends string>(...words: Word[]): Reader<Word> =>
  (text) =>
    words.includes(text as Word) ? { value: text as Word } : `String must be one of: ${words.join(', ')}`;

/** Any of these words, each once, separated by commas; none is the empty list. Kafka: ConfigDef.ValidList. */
export const listOf =
  (...words: string[]): Reader<string> =>
  (text) => {
    const given = text === '' ? [] : text.split(/\s*,\s*/);
    if (given.includes('')) return 'values must not be empty.';
    return given.every((word) => words.includes(word))
      ? { value: [...new Set(given)].join(',') }
      : `String must be one of: ${words.join(', ')}`;
  };

/** Any text. */
export const text: Reader<string> = (given) => ({ value: given });

/** Kafka: ConfigDef.NonEmptyString. */
export const nonEmpty: Reader<string> = (given) =>
  given === '' ? 'String must be non-empty' : { value: given };
