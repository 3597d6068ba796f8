// Where a number stands among others that ascend.

/** Index of the last of so many ascending numbers that is at most `limit`; -1 if none is. */
export function lastAtMost(length: number, at: (index: number) => number, limit: number): number {
  let [low, high] = [0, length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (at(middle) <= limit) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
