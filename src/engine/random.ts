// Chance without a generator to keep: the n-th draw of an actor is a hash of (seed, actor, n). The count n stands in the
// world and is advanced by the fact that used the draw, so a draw is repeated exactly wherever the journal is replayed.

/** FNV-1a over UTF-16 units, finished by murmur3's mixer; 32 bits, unsigned. */
export function draw(seed: number, actor: string, n: number): number {
  let hash = (0x811c9dc5 ^ seed) | 0;
  for (let i = 0; i < actor.length; i++) hash = Math.imul(hash ^ actor.charCodeAt(i), 0x01000193);
  hash = Math.imul(hash ^ n, 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

/** A whole number in [0, bound), from the n-th draw. */
export const drawBelow = (bound: number, seed: number, actor: string, n: number): number =>
  draw(seed, actor, n) % bound;
