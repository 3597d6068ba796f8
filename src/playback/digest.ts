// A short digest of a run, so that a link can tell whether it lands in the run it was made from.

import type { Run } from '../engine/run.ts';

/** FNV-1a over the journal's JSON, in base 36. Equal runs have equal digests on any machine. */
export function digestOf(run: Run): string {
  const before = known.get(run);
  if (before !== undefined) return before;
  let hash = 0x811c9dc5;
  for (const fact of run.journal) {
    const text = JSON.stringify(fact);
    for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  }
  const digest = (hash >>> 0).toString(36);
  known.set(run, digest);
  return digest;
}

/** A run on stage is finished, so its digest does not change any more. */
const known = new WeakMap<Run, string>();
