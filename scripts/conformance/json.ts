// Comparing what recordings and models show: plain data, in which the order of keys means nothing.

export type Json = Readonly<Record<string, unknown>>;

/** Deep equality. */
export function equal(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  const [left, right] = [Object.entries(a), Object.keys(b)];
  return (
    left.length === right.length && left.every(([key, value]) => key in b && equal(value, (b as Json)[key]))
  );
}
