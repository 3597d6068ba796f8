// What an inspection of a rendered page finds: plain data, for it travels from the browser to the test.

/** What is wrong with something on the page. */
export type Rule =
  /** two things in one place */
  | 'overlap'
  /** words that are cut off */
  | 'clipped'
  /** type that is too small to read */
  | 'small'
  /** too little contrast */
  | 'contrast'
  /** something that left its frame */
  | 'outside'
  /** words that can never be scrolled out from under a bar */
  | 'covered';

export interface Finding {
  readonly rule: Rule;
  /** The words themselves, or the name of the mark. */
  readonly what: string;
  /** Measured against what was asked for. */
  readonly detail: string;
}
