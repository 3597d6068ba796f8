// Sets written as lists without repetition, as assignments and subscriptions are.

/** Whether both hold the same items, in whatever order. */
export const sameSet = (left: readonly string[], right: readonly string[]): boolean =>
  left.length === right.length && left.every((item) => right.includes(item));

/** Those of `all` that are not among `others`, in their order. */
export const without = (all: readonly string[], others: readonly string[]): string[] =>
  all.filter((item) => !others.includes(item));
