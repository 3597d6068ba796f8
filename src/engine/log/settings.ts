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
