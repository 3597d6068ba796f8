// A list as Redis keeps one: elements between a left end (the head) and a right end (the tail). A list is never empty.

import type { Instant, SendId } from '../../vocabulary.ts';

export interface List {
  readonly type: 'list';
  elements: Element[];
  /** When the whole key goes; null: never. */
  expireAt: Instant | null;
}

/** Never changed, and nothing tells two elements of equal value apart. */
export interface Element {
  readonly value: string;
  /** The send it stands for, where somebody follows it through the lanes. */
  readonly send: SendId | null;
}

/** LEFT is the head, RIGHT the tail. */
export type End = 'left' | 'right';
