// Where the offsets of a partition stand: one cell each while there is room, and what is far back folded into one block. The
// widths follow from the end of the run, so that a tape only grows to the right.

import type { Partition } from '../engine/log/storage/state.ts';
import type { Immutable, Offset } from '../engine/vocabulary.ts';
import { CARD_WIDTH, gapFor, LEAST_CARD } from './sizes.ts';

/** What all tapes of a lane have in common. */
export interface TapeShape {
  readonly cell: number;
  readonly gap: number;
  /** Space more between two segments. */
  readonly pause: number;
  /** How many cells fit beside a folded block; null where nothing need be folded. */
  readonly capacity: number | null;
  readonly fold: number;
  /** The greatest offset that there will be. */
  readonly most: Offset;
}

export interface Tape extends TapeShape {
  /** The first offset with a cell of its own. */
  readonly first: Offset;
  /** Left side of an offset's cell, or of its place in the folded block. */
  x(offset: Offset): number;
  /** Where a line ends that reaches up to an offset: behind the cell before it. */
  edge(offset: Offset): number;
}

export type SomePartition = Immutable<Partition>;

/** Base offsets of all its segments, those included that are gone. */
export const basesOf = (partition: SomePartition): Offset[] => [
  ...partition.closed.items.slice(0, partition.closed.length).map(({ baseOffset }) => baseOffset),
  partition.active.baseOffset,
];

/** The shape in which all of these partitions fit, as they are at the end of the run. */
export function shapeTapes(last: readonly SomePartition[], room: number, widest = CARD_WIDTH): TapeShape {
  const cells = Math.max(3, ...last.map(({ logEndOffset }) => logEndOffset + 1));
  const breaks = Math.max(0, ...last.map((one) => basesOf(one).length - 1));
  for (let cell = Math.floor(widest); cell >= LEAST_CARD; cell--) {
    const gap = gapFor(cell);
    const pause = Math.round(cell * 0.28);
    if (cells * (cell + gap) + breaks * pause <= room)
      return { cell, gap, pause, capacity: null, fold: 0, most: cells - 1 };
  }
  const cell = Math.min(widest, 20);
  const gap = gapFor(cell);
  const pause = Math.round(cell * 0.28);
  const fold = 84;
  const perSegment = cells / (breaks + 1);
  const step = cell + gap + pause / perSegment;
  const capacity = Math.max(3, Math.floor((room - fold - gap - pause * 2) / step) - 1);
  return { cell, gap, pause, capacity, fold, most: cells - 1 };
}

/** How wide such a tape gets with so many offsets. */
export const tapeWidth = (shape: TapeShape, last: readonly SomePartition[], room: number): number =>
  shape.capacity !== null
    ? room
    : Math.max(
        ...last.map(
          (one) =>
            Math.max(3, one.logEndOffset + 1) * (shape.cell + shape.gap) +
            (basesOf(one).length - 1) * shape.pause,
        ),
      );

export function tapeOf(shape: TapeShape, now: SomePartition, last: SomePartition, left: number): Tape {
  const { cell, gap, pause, capacity, fold } = shape;
  const bases = basesOf(last);
  const pausesBefore = (offset: Offset): number => bases.filter((base) => base > 0 && base <= offset).length;
  let first = 0;
  if (capacity !== null && now.logEndOffset + 1 > capacity) {
    // folds a third of the cells at a time, so that the tape stands still in between
    const step = Math.max(1, Math.floor(capacity / 3));
    first = Math.ceil((now.logEndOffset + 1 - capacity) / step) * step;
  }
  const start = first === 0 ? left : left + fold + gap;
  const x = (offset: Offset): number =>
    offset < first
      ? left + (fold * offset) / first
      : start + (offset - first) * (cell + gap) + (pausesBefore(offset) - pausesBefore(first)) * pause;
  const edge = (offset: Offset): number =>
    offset <= 0 ? left : offset <= first ? x(offset) : x(offset - 1) + cell + gap / 2;
  return { ...shape, first, x, edge };
}
