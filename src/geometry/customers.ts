// Who is who on the stage: the index of each customer, from which colour and glyph follow; the same in every lane and in prose.

import type { ReadonlyWorld } from '../engine/world.ts';

/** Customers of the shop whose signs prose and lessons know too. */
const KNOWN = ['Amal', 'Ben', 'Cho', 'Dina'];

/** Every customer that the run ever hears of, with its index. Known ones keep their own, others follow as they appear. */
export function customersOf(end: ReadonlyWorld): ReadonlyMap<string, number> {
  const { sends } = end.clients;
  const keys = new Set<string>();
  for (let i = 0; i < sends.length && keys.size < 200; i++) {
    const { key } = sends.items[i]!;
    if (key !== null) keys.add(key);
  }
  const known = KNOWN.some((name) => keys.has(name)) ? KNOWN : [];
  const found = new Map<string, number>();
  let next = known.length;
  for (const key of keys) found.set(key, known.includes(key) ? known.indexOf(key) : next++);
  return found;
}
