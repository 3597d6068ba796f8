// How far this person has come: per lesson begun or done, and where the last one was left. Kept in the browser, if it lets us.

import { forget, keep, recall } from './storage.ts';

export type Mark = 'new' | 'begun' | 'done';

interface Progress {
  /** By name of the lesson. */
  readonly marks: Readonly<Record<string, Mark>>;
  /** The lesson that was open last, and the address (`#…`) at which it was left. */
  readonly last: { readonly name: string; readonly hash: string } | null;
}

const nothing: Progress = { marks: {}, last: null };
let progress = $state.raw<Progress>(read(recall('progress')));

/** Anybody may have written there, so every field is looked at. */
function read(found: unknown): Progress {
  if (typeof found !== 'object' || found === null) return nothing;
  const { marks, last } = found as { marks?: unknown; last?: unknown };
  const kept: Record<string, Mark> = {};
  if (typeof marks === 'object' && marks !== null)
    for (const [name, mark] of Object.entries(marks as Record<string, unknown>))
      if (mark === 'begun' || mark === 'done') kept[name] = mark;
  const { name, hash } = (typeof last === 'object' && last !== null ? last : {}) as Record<string, unknown>;
  const known = typeof name === 'string' && typeof hash === 'string' && hash.startsWith('#');
  return { marks: kept, last: known ? { name, hash } : null };
}

function change(next: Progress): void {
  progress = next;
  keep('progress', next);
}

export const journey = {
  get last() {
    return progress.last;
  },
  mark: (name: string): Mark => progress.marks[name] ?? 'new',
  /** This lesson is open, and this address leads back to where it stands. */
  at(name: string, hash: string): void {
    if (progress.last?.name === name && progress.last.hash === hash) return;
    change({ ...progress, last: { name, hash } });
  },
  reach(name: string, mark: 'begun' | 'done'): void {
    const now = journey.mark(name);
    if (now === mark || now === 'done') return;
    change({ ...progress, marks: { ...progress.marks, [name]: mark } });
  },
  startOver(): void {
    progress = nothing;
    forget('progress');
  },
};
