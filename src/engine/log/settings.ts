// Settings as people write them, by Kafka's names, read into numbers and checked. Which settings there are, the nouns say that they
// belong to: topic.ts, producer.ts, consumer.ts.

import type { Refusal } from '../command.ts';

/** Settings by Kafka's names, as a client or tool would write them. */
export type Settings = Readonly<Record<string, string | number | boolean>>;

/** How one setting is read: its value, or a sentence about what is wrong with it. */
export type Reader<Value = unknown> = (text: string) => { readonly value: Value } | string;

/**
 * A whole number within bounds.
 * Simplified: numbers beyond what JavaScript counts exactly are read as its largest safe integer, about 285 000 years in milliseconds.
 */
export const integer =
  (least: number, most = Number.MAX_SAFE_INTEGER, type: 'LONG' | 'INT' = 'LONG'): Reader<number> =>
  (text) => {
    if (!/^[-+]?\d+$/.test(text) || !isOf(type, text)) return `Not a number of type ${type}`;
    const value = Math.max(Number.MIN_SAFE_INTEGER, Math.min(Number(text), Number.MAX_SAFE_INTEGER));
    if (value < least) return `Value must be at least ${least}`;
    return value > most ? `Value must be no more than ${most}` : { value };
  };

/** Whether Java's type holds it. */
function isOf(type: 'LONG' | 'INT', text: string): boolean {
  const value = BigInt(text.replace('+', ''));
  return value === BigInt.asIntN(type === 'INT' ? 32 : 64, value);
}

/** The same of Java's int. */
export const int = (least: number, most = MAX_INT): Reader<number> => integer(least, most, 'INT');

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

/** The largest value of Java's int. */
export const MAX_INT = 2147483647;

/** The smallest. */
export const MIN_INT = -2147483648;

/**
 * Reads those of `given` that have a reader; the others are left alone. A wrong value is a refusal named `error`.
 * Kafka: ConfigDef.parseValue.
 */
export function readSettings<Config>(
  given: Settings,
  readers: Readonly<Record<string, Reader>>,
  refuse: (message: string) => Refusal,
): Partial<Config> | Refusal {
  const config: Record<string, unknown> = {};
  for (const name in given) {
    const reader = readers[name];
    if (!reader) continue;
    const text = String(given[name]).trim();
    const read = reader(text);
    if (typeof read === 'string') return refuse(`Invalid value ${text} for configuration ${name}: ${read}`);
    config[name] = read.value;
  }
  return config as Partial<Config>;
}
