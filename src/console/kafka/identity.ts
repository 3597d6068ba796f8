// Identifiers as Kafka shows them: the engine counts, and the console shows what a real one would look like, the same for the same run.

import { draw } from '../../engine/random.ts';

const BASE64 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

/** Kafka's own notation of 16 bytes in 22 letters: topic ids, and member ids of the consumer protocol. */
export function kafkaId(seed: number, name: string): string {
  let letters = '';
  for (let n = 0; n < 21; n++) letters += BASE64[draw(seed, name, n) & 63]!;
  // of the last letter only two bits count, and the first is no dash
  return letters.replace(/^-/, 'A') + BASE64[(draw(seed, name, 21) & 3) << 4]!;
}
