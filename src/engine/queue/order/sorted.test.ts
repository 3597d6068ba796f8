// The sorted list against a plain array.

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { copySorted, createSorted, find, firstOf, insert, itemsOfSorted, remove, upTo } from './sorted.ts';

test('holds what an array would hold, and copies are not touched by later changes', () => {
  const self = (item: number) => item;
  const numbers = fc.array(fc.tuple(fc.boolean(), fc.nat(200)), { maxLength: 300 });
  fc.assert(
    fc.property(numbers, (changes) => {
      const list = createSorted<number>();
      const plain = new Set<number>();
      const copies: { copy: typeof list; text: string }[] = [];
      for (const [adds, item] of changes) {
        if (!adds) expect(remove(list, item, self)).toBe(plain.delete(item) ? item : undefined);
        else if (!plain.has(item)) {
          plain.add(item);
          insert(list, item, self);
        }
        const copy = copySorted(list);
        copies.push({ copy, text: JSON.stringify(copy) });
        const sorted = [...plain].sort((a, b) => a - b);
        expect(itemsOfSorted(list)).toEqual(sorted);
        expect(list.size).toBe(plain.size);
        expect(firstOf(list)).toBe(sorted[0]);
        expect(find(list, item, self)).toBe(plain.has(item) ? item : undefined);
        expect(upTo(list, 100, self)).toEqual(sorted.filter((one) => one <= 100));
      }
      for (const { copy, text } of copies) expect(JSON.stringify(copy)).toBe(text);
    }),
    { numRuns: 50 },
  );
});
