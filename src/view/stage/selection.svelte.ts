// What somebody has selected on a stage, and what they point at or have come to by keyboard.

/** A thing that is near: as marks name it, and in words. */
export interface Near {
  readonly of: string;
  readonly says: string;
}

/** What marks have to know of it. */
export interface Things {
  readonly selected: string | null;
  readonly near: string | null;
  /** The marks that Tab leads to, by key. */
  readonly stops: readonly string[];
}

export interface Selection {
  /** The thing that is selected, as marks name it; null if none is. */
  readonly of: string | null;
  readonly near: Near | null;
  /** Selects a thing; once more, and it is not selected any longer. */
  select: (of: string) => void;
  point: (near: Near | null) => void;
  /** Nothing is selected any longer. False if nothing was. */
  clear: () => boolean;
}

export function createSelection(): Selection {
  let of = $state<string | null>(null);
  let near = $state.raw<Near | null>(null);
  return {
    get of() {
      return of;
    },
    get near() {
      return near;
    },
    select(next) {
      of = next === of ? null : next;
    },
    point(next) {
      near = next;
    },
    clear() {
      const had = of !== null;
      of = null;
      return had;
    },
  };
}
