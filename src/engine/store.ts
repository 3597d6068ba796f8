// Append-only storage that many worlds share. The array belongs to the run; how much of it a world may see is the world's
// own `length`, so a checkpoint copies one number. What is appended must never be changed afterwards.

export interface Store<Item> {
  /** Shared between the worlds of one run, and possibly longer than this world's past. Read it through `itemAt`. */
  readonly items: Item[];
  /** How many items exist in this world. */
  length: number;
}

export const createStore = <Item>(): Store<Item> => ({ items: [], length: 0 });

/** Appends in place. A world rebuilt from the journal writes the same item at the same index, which harms nobody. */
export function append<Item>(store: Store<Item>, item: Item): void {
  store.items[store.length++] = item;
}

/** The item at `index`, or undefined outside this world's part of the storage. */
export const itemAt = <Item>(
  store: { readonly items: readonly Item[]; readonly length: number },
  index: number,
) => (index >= 0 && index < store.length ? store.items[index] : undefined);

/** The items of this world, oldest first, as a new array. For small stores and tests; loops use `itemAt`. */
export const itemsOf = <Item>(store: { readonly items: readonly Item[]; readonly length: number }) =>
  store.items.slice(0, store.length);

/** A second view of the same storage, as long as the first. */
export const share = <Item>(store: Store<Item>): Store<Item> => ({
  items: store.items,
  length: store.length,
});

/** Storage of its own with the same content: what a fork continues on. */
export const detach = <Item>(store: Store<Item>): Store<Item> => ({
  items: store.items.slice(0, store.length),
  length: store.length,
});
