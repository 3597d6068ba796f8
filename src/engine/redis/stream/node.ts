// The nodes of the radix tree that Redis keeps a stream in. Clients notice them in approximate trimming and in XINFO STREAM.

import { itemAt } from '../../store.ts';
import { entryAt, lastEntry, type ReadonlyStream } from './entries.ts';
import { numbersOf } from './id.ts';

/**
 * Entries in a node, deleted ones included (stream-node-max-entries).
 *
 * Simplified: a node of a stream is full after 100 entries, however many bytes they have.
 */
export const NODE_ENTRIES = 100;

/** The node that the next entry will lie in, by the index of its first entry. Redis: streamAppendItem in t_stream.c. */
export function nodeOfNext(stream: ReadonlyStream): number {
  const next = stream.entries.length;
  const node = lastEntry(stream)?.node;
  // a node whose entries are all deleted is gone
  if (node === undefined || itemAt(stream.entries, next - 1)!.node !== node) return next;
  return next - node < NODE_ENTRIES ? node : next;
}

/** The keys of the tree: each node that still has entries under its very first id, in 32 hexadecimal digits. */
export function treeKeys(stream: ReadonlyStream): string[] {
  const nodes = new Set<number>();
  for (let index = stream.first; index < stream.entries.length; index++) {
    const entry = entryAt(stream, index);
    if (entry) nodes.add(entry.node);
  }
  return [...nodes].map((node) =>
    numbersOf(stream.entries.items[node]!.id)
      .map((number) => number.toString(16).padStart(16, '0'))
      .join(''),
  );
}

/**
 * How many nodes a radix tree of these keys has: one per key's end, per fork, and per stretch that has no fork.
 * Redis: rax.c.
 */
export function treeSize(keys: readonly string[], from = 0): number {
  if (keys.length === 0 || from === keys[0]!.length) return 1;
  const [first, ...others] = keys as [string, ...string[]];
  let to = from;
  // two digits are a byte
  while (to < first.length && others.every((key) => key.slice(to, to + 2) === first.slice(to, to + 2)))
    to += 2;
  if (to > from) return 1 + treeSize(keys, to);
  const branches = new Map<string, string[]>();
  for (const key of keys) {
    const byte = key.slice(from, from + 2);
    branches.set(byte, [...(branches.get(byte) ?? []), key]);
  }
  return 1 + [...branches.values()].reduce((sum, branch) => sum + treeSize(branch, from + 2), 0);
}
