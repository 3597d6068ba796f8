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
  (least: number, most = Number.MAX_SAFE_INTEGER): Reader<number> =>
  (text) => {
    if (!/^[-+]?\d+$/.test(text)) return 'Not a number';
    const value = Math.max(Number.MIN_SAFE_INTEGER, Math.min(Number(text), Number.MAX_SAFE_INTEGER));
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
