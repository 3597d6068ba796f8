// Something that is on its way, as reactive state. For what is large: an {#await} block of Svelte 5.57 never lets go of what came.

export interface Arrival<Thing> {
  /** Null until it is here. */
  readonly here: Thing | null;
  /** Why it will not come; null while it may. */
  readonly problem: unknown;
}

export function arrival<Thing>(coming: Promise<Thing>): Arrival<Thing> {
  let here = $state.raw<Thing | null>(null);
  let problem = $state.raw<unknown>(null);
  coming.then(
    (thing) => (here = thing),
    (reason: unknown) => (problem = reason),
  );
  return {
    get here() {
      return here;
    },
    get problem() {
      return problem;
    },
  };
}
