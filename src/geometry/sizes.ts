// The few sizes that everything on the stage is measured in, for a desk, a phone and a room full of people.

export type Arrangement = 'desk' | 'tablet' | 'phone' | 'projector' | 'compact';

export interface Sizes {
  /** Height of type for one of the page's sizes. */
  readonly type: (size: number) => number;
  /** A length that grows with the theme, though less than type does. */
  readonly unit: (length: number) => number;
}

/** Widest card. */
export const CARD_WIDTH = 52;
/** Narrowest card: glyph only. */
export const LEAST_CARD = 14;
/** Height ÷ width of a card. */
export const CARD_SHAPE = 58 / 52;

/** @param scale 1 on a desk; 1.6 for a projector, whose smallest type is 24 px */
export const sizesFor = (scale: number): Sizes => ({
  type: (size) => (scale > 1 ? Math.max(15, size) * scale : size),
  unit: (length) => length * (1 + (scale - 1) * 0.7),
});

/** Space between two cards of this width. */
export const gapFor = (width: number): number => (width >= 30 ? 5 : width >= 20 ? 4 : 3);
