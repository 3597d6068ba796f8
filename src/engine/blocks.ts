// A list that only grows, kept in blocks of one size: it takes what is added without ever being copied to somewhere larger, and a
// second list with the same beginning shares the blocks that are full. Journals and the steps of a run are such lists.

/** Items in a block, a power of two. */
const SIZE = 4096;

/** A growing list as its readers see it. */
export interface ReadonlyBlocks<Item> extends Iterable<Item> {
  readonly length: number;
  /** The item at an index from 0 on. Undefined outside the list. */
  at(index: number): Item | undefined;
  /** The items [from, to) as an array; to the end without `to`. */
  slice(from: number, to?: number): Item[];
  /** All of them, so that JSON shows a list. */
  toJSON(): Item[];
}

export class Blocks<Item> implements ReadonlyBlocks<Item> {
  length = 0;
  readonly #blocks: Item[][] = [];
  /** The one that is being filled. */
  #last: Item[] = [];

  push(item: Item): void {
    const within = this.length++ & (SIZE - 1);
    if (within === 0) {
      this.#last = new Array<Item>(SIZE);
      this.#blocks.push(this.#last);
    }
    this.#last[within] = item;
  }

  at(index: number): Item | undefined {
    return index >= 0 && index < this.length
      ? this.#blocks[Math.floor(index / SIZE)]![index & (SIZE - 1)]
      : undefined;
  }

  slice(from: number, to = this.length): Item[] {
    const items: Item[] = [];
    for (let index = from; index < Math.min(to, this.length); index++) items.push(this.at(index)!);
    return items;
  }

  /** Another list that begins with the first `count` of these and goes on by itself. */
  first(count: number): Blocks<Item> {
    const list = new Blocks<Item>();
    const full = Math.floor(count / SIZE);
    list.#blocks.push(...this.#blocks.slice(0, full));
    list.length = full * SIZE;
    for (let index = list.length; index < count; index++) list.push(this.at(index)!);
    return list;
  }

  *[Symbol.iterator](): Iterator<Item> {
    for (let index = 0; index < this.length; index++) yield this.at(index)!;
  }

  toJSON(): Item[] {
    return this.slice(0);
  }
}
