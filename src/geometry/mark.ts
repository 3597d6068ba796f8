// A picture as data: a flat list of marks, each with a place, a stable key and what it stands for. What each look means is
// fixed once for the whole project; painters draw marks and know nothing else.

import type { LaneId } from '../engine/vocabulary.ts';

interface Base {
  /** The same thing has the same key at every instant. */
  readonly key: string;
  /** The lane it belongs to; null for what lies between the lanes. */
  readonly lane: LaneId | null;
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
  /** 0 to 1; 1 if absent. */
  readonly opacity?: number;
  /** One short sentence for those who do not see it; absent where a neighbour says it. */
  readonly name?: string;
  /** What it stands for: `send/3`, `worker/payments`, `partition/orders-0`. */
  readonly of?: string;
  /** True while it is under way or dying away: it may lie over other marks. */
  readonly moving?: boolean;
  /** The one thing that the beat is about. */
  readonly loud?: boolean;
}

/** Index of a customer: its colour is one of four, its glyph one of many. Null: whose it is does not matter. */
export type Tone = number | null;

/** A record or a message that exists; `held`: delivered and not settled. `value` is empty where there is no room for it. */
export type CardMark = Base & {
  readonly kind: 'card';
  readonly tone: Tone;
  readonly value: string;
  /** Size of the value's type. */
  readonly size: number;
  readonly held?: boolean;
  /** A record whose value is null: its key is to be forgotten. */
  readonly tombstone?: boolean;
};

/** Something that is not there any more, or not yet. */
export type HollowMark = Base & {
  readonly kind: 'hollow';
  /**
   * `gone`: acknowledged, so removed. `expired`: a floor without walls. `compacted`: emptied by the cleaner, while its
   * neighbours stay. `next`: the next offset. `folded`: a counted block.
   */
  readonly look: 'gone' | 'expired' | 'compacted' | 'next' | 'folded';
};

/** A box that is a box: a service, or a table of effects. */
export type BoxMark = Base & { readonly kind: 'box' };

/** A customer's sign alone. */
export type GlyphMark = Base & { readonly kind: 'glyph'; readonly tone: Tone };

export type Ink = 'ink' | 'second' | 'third' | 'harm';

export interface Part {
  readonly text: string;
  readonly strong?: boolean;
}

/** A line of words. Its place is the room it takes at most; its baseline lies `size` below the top. */
export type TextMark = Base & {
  readonly kind: 'text';
  readonly parts: readonly Part[];
  readonly size: number;
  readonly ink: Ink;
  readonly anchor: 'start' | 'middle' | 'end';
  readonly serif?: boolean;
};

/** What a line can mean. */
export type StrokeLook =
  /** under a lane's head */
  | 'rule'
  /** the way from a producer */
  | 'wire'
  /** a side of a queue, an arrow */
  | 'side'
  | 'bracket'
  /** read and committed; its flag is `flag` */
  | 'committed'
  | 'flag'
  /** fetched, not committed */
  | 'fetched'
  /** not yet fetched */
  | 'unread'
  /** log start */
  | 'start'
  | 'exchange'
  /** how far the work in hand is */
  | 'progress'
  | 'track'
  /** under a wrong number, and the sign of what was dropped or refused */
  | 'wrong';

export type StrokeMark = Base & {
  readonly kind: 'stroke';
  readonly look: StrokeLook;
  /** SVG path data, in stage coordinates. */
  readonly d: string;
  /** Line width. */
  readonly width: number;
};

export type Mark = CardMark | HollowMark | BoxMark | GlyphMark | TextMark | StrokeMark;

export interface Rect {
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
}
