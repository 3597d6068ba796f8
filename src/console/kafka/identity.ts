// Identifiers as Kafka shows them: the engine counts, and the console shows what a real one would look like, the same for the same run.

import { draw } from '../../engine/random.ts';

const BASE64 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

const hexadecimal = (seed: number, name: string): string =>
  Array.from({ length: 4 }, (_, n) => draw(seed, name, n).toString(16).padStart(8, '0')).join('');

/** A random UUID (version 4), as it ends member ids. */
export function uuid(seed: number, name: string): string {
  const digits = hexadecimal(seed, name).split('');
  digits[12] = '4';
  digits[16] = '89ab'[parseInt(digits[16]!, 16) & 3]!;
  const text = digits.join('');
  return [text.slice(0, 8), text.slice(8, 12), text.slice(12, 16), text.slice(16, 20), text.slice(20)].join(
    '-',
  );
}

/** Kafka's own notation of 16 bytes in 22 letters: topic ids, and member ids of the consumer protocol. */
export function kafkaId(seed: number, name: string): string {
  let letters = '';
  for (let n = 0; n < 21; n++) letters += BASE64[draw(seed, name, n) & 63]!;
  // of the last letter only two bits count, and the first is no dash
  return letters.replace(/^-/, 'A') + BASE64[(draw(seed, name, 21) & 3) << 4]!;
}
