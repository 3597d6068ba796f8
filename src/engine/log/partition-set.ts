// Sets of partitions, written as lists without repetition, as assignments are.

/** Whether both hold the same partitions, in whatever order. */
export const samePartitions = (left: readonly string[], right: readonly string[]): boolean =>
  left.length === right.length && left.every((partition) => right.includes(partition));

/** Those of `all` that are not among `others`, in their order. */
export const without = (all: readonly string[], others: readonly string[]): string[] =>
  all.filter((partition) => !others.includes(partition));
