// Choices by seed: the same seed and name make the same choices on every machine.

import { drawBelow } from '../../src/engine/random.ts';

export interface Chance {
  /** A whole number in [0, bound). */
  below(bound: number): number;
  /** A whole number, both ends included. */
  between(least: number, most: number): number;
  /** True so many times in a hundred. */
  often(percent: number): boolean;
  pick<Item>(items: readonly Item[]): Item;
  /** One of the values, each as likely as its weight says. */
  weighted<Item>(...items: readonly (readonly [weight: number, item: Item])[]): Item;
  /** At least one of them, in their order. */
  some<Item>(items: readonly Item[]): Item[];
}

export function createChance(seed: number, name: string): Chance {
  let n = 0;
  const below = (bound: number): number => drawBelow(bound, seed, name, n++);
  const pick = <Item>(items: readonly Item[]): Item => items[below(items.length)]!;
  const often = (percent: number): boolean => below(100) < percent;
  return {
    below,
    between: (least, most) => least + below(most - least + 1),
    often,
    pick,
    weighted(...items) {
      let rest = below(items.reduce((sum, [weight]) => sum + weight, 0));
      return items.find(([weight]) => (rest -= weight) < 0)![1];
    },
    some(items) {
      const chosen = items.filter(() => often(50));
      return chosen.length > 0 ? chosen : [pick(items)];
    },
  };
}
