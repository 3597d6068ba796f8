// Reading a command's arguments as strictly as Redis does. What cannot be read is refused with Redis's own words.

import { NOT_AN_INTEGER, NOT_POSITIVE, refuse } from './errors.ts';

const LEAST = -9_223_372_036_854_775_808n;
const MOST = 9_223_372_036_854_775_807n;

/**
 * A signed 64-bit number, written as Redis would write it: no plus, no leading zeros.
 * Redis: string2ll in util.c.
 *
 * Simplified: numbers that JavaScript does not count exactly are read as the nearest that it does.
 */
export function integer(text: string, complaint = NOT_AN_INTEGER): number {
  if (!/^(0|-?[1-9]\d{0,18})$/.test(text)) refuse(complaint);
  const value = BigInt(text);
  if (value < LEAST || value > MOST) refuse(complaint);
  return Number(value);
}

/** The same, and not below `least`. */
export function integerFrom(least: number, text: string, complaint: string): number {
  const value = integer(text, complaint);
  return value < least ? refuse(complaint) : value;
}

/** How many to pop: 0 or more. */
export const count = (text: string): number => integerFrom(0, text, NOT_POSITIVE);

/** Seconds, with fractions, as milliseconds; 0 is for ever. Redis: getTimeoutFromObjectOrReply in timeout.c. */
export function seconds(text: string): number {
  if (!isFloat(text)) refuse('ERR timeout is not a float or out of range');
  const value = floatOf(text);
  if (value < 0) refuse('ERR timeout is negative');
  if (value * 1000 > Number(MOST)) refuse('ERR timeout is out of range');
  return Math.ceil(value * 1000);
}

/** Milliseconds; 0 is for ever. */
export function milliseconds(text: string): number {
  const value = integer(text, 'ERR timeout is not an integer or out of range');
  return value < 0 ? refuse('ERR timeout is negative') : value;
}

const DECIMAL = /^[+-]?((\d+\.?\d*|\.\d+)(e[+-]?\d+)?|inf(inity)?)$/i;
const HEXADECIMAL = /^([+-]?)0x(?=\.?[\da-f])([\da-f]*)\.?([\da-f]*)(?:p([+-]?\d+))?$/i;

/**
 * Whether Redis reads this as a floating-point number, as C does: infinity is one, but not what is too large to be told from it,
 * nor what is too small to be told from nothing.
 */
export function isFloat(text: string): boolean {
  if (!DECIMAL.test(text) && !HEXADECIMAL.test(text)) return false;
  if (/inf/i.test(text)) return true;
  const value = floatOf(text);
  if (value !== 0) return Math.abs(value) !== Infinity;
  const digits = text.replace(/^[+-]?(0x)?/i, '').split(/0x|[ep]/i)[0]!;
  return !/[1-9a-f]/i.test(digits);
}

/** The number that `isFloat` text stands for. */
export function floatOf(text: string): number {
  if (/inf/i.test(text)) return text.startsWith('-') ? -Infinity : Infinity;
  const parts = HEXADECIMAL.exec(text);
  if (!parts) return Number(text);
  const [, sign, whole = '', fraction = '', power = '0'] = parts;
  const value = shifted(Number(`0x${whole}${fraction}`), Number(power) - 4 * fraction.length);
  return sign === '-' ? -value : value;
}

/** The value doubled so many times, or halved. */
function shifted(value: number, times: number): number {
  let result = value;
  for (let left = Math.abs(times); left > 0 && result !== 0 && result !== Infinity; left--)
    result = times > 0 ? result * 2 : result / 2;
  return result;
}

/** Whether an argument is this word, in capitals or not. */
export const is = (argument: string | undefined, word: string): boolean =>
  argument !== undefined && argument.toUpperCase() === word;
