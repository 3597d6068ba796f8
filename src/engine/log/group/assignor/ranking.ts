// Members in the order of how many partitions they have, those with fewest first, then by id. Kafka: AbstractStickyAssignor's
// sortedCurrentSubscriptions.

import { byText } from './assignor.ts';

export class Ranking {
  readonly #load: Map<string, number>;
  readonly #sorted: string[];

  /** @param load how many partitions each member has */
  constructor(load: ReadonlyMap<string, number>) {
    this.#load = new Map(load);
    this.#sorted = [...load.keys()].sort(this.#order);
  }

  readonly #order = (left: string, right: string): number =>
    this.loadOf(left) - this.loadOf(right) || byText(left, right);

  get members(): readonly string[] {
    return this.#sorted;
  }

  /** How many partitions a member has; also of one that was taken out. */
  loadOf(member: string): number {
    return this.#load.get(member)!;
  }

  /** The member got or gave one partition. */
  change(member: string, by: 1 | -1): void {
    this.remove(member);
    this.#load.set(member, this.loadOf(member) + by);
    this.#sorted.splice(this.#placeOf(member), 0, member);
  }

  remove(member: string): void {
    this.#sorted.splice(this.#placeOf(member), 1);
  }

  /** How uneven it is: the differences of all pairs, added up. */
  unevenness(): number {
    const last = this.#sorted.length - 1;
    return this.#sorted.reduce((sum, member, n) => sum + this.loadOf(member) * (2 * n - last), 0);
  }

  /** Index of the member, or where it belongs. */
  #placeOf(member: string): number {
    let low = 0;
    let high = this.#sorted.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#order(this.#sorted[middle]!, member) < 0) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
