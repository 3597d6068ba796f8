// Where the offsets of a partition stand: one cell each while there is room, and else what is far from anything that matters now
// folded into counted blocks. Sizes follow from the end of the run, so that a tape stands still while it grows.

import type { Partition } from '../engine/log/storage/state.ts';
import type { Immutable, Offset } from '../engine/vocabulary.ts';
import { lastAtMost } from './rank.ts';
import { CARD_WIDTH, gapFor, LEAST_CARD } from './sizes.ts';

/** What all tapes of a lane have in common. */
export interface TapeShape {
  readonly cell: number;
  readonly gap: number;
  /** Space more between two segments. */
  readonly pause: number;
  /** How many cells fit beside the folded blocks; null where nothing need be folded. */
  readonly capacity: number | null;
  /** Width of a folded block, and how many there may be. */
  readonly fold: number;
  readonly folds: number;
  /** The greatest offset that there will be. */
  readonly most: Offset;
}

/** Offsets [from, to) that stand next to each other: with a cell each, or folded into one block. */
export interface Span {
  readonly from: Offset;
  readonly to: Offset;
  readonly folded: boolean;
}

export type Placed = Span & { readonly x: number };

export interface Tape extends TapeShape {
  readonly spans: readonly Placed[];
  /** Left side of an offset's cell, or of its place in a folded block. */
  x(offset: Offset): number;
  /** Where a line ends that reaches up to an offset: behind the cell before it. */
  edge(offset: Offset): number;
  /** Whether the offset has a cell of its own. */
  open(offset: Offset): boolean;
}

export type SomePartition = Immutable<Partition>;

/** Base offsets of all its segments, those included that are gone. */
export const basesOf = (partition: SomePartition): Offset[] => [
  ...partition.closed.items.slice(0, partition.closed.length).map(({ baseOffset }) => baseOffset),
  partition.active.baseOffset,
];

/** The shape in which all of these partitions fit, as they are at the end of the run. `readers`: how many places matter beside the end. */
export function shapeTapes(
  last: readonly SomePartition[],
  room: number,
  widest = CARD_WIDTH,
  readers = 1,
): TapeShape {
  const cells = Math.max(3, ...last.map(({ logEndOffset }) => logEndOffset + 1));
  const breaks = Math.max(0, ...last.map((one) => one.closed.length));
  const none = { capacity: null, fold: 0, folds: 0, most: cells - 1 };
  for (let cell = Math.floor(widest); cell >= LEAST_CARD; cell--) {
    const [gap, pause] = [gapFor(cell), pauseFor(cell)];
    if (cells * (cell + gap) + breaks * pause <= room) return { cell, gap, pause, ...none };
  }
  const cell = Math.min(widest, 20);
  const [gap, pause] = [gapFor(cell), pauseFor(cell)];
  const fold = room < 500 ? 64 : 84;
  const folds = Math.max(1, Math.min(1 + readers, Math.floor(room / 300)));
  const wide = room - folds * (fold + gap) - gap;
  // wherever it is open, each record may have a segment of its own there
  const capacity = Math.max(3, Math.floor(wide / (cell + gap + (breaks ? pause : 0))));
  return { ...{ cell, gap, pause, capacity, fold, folds }, most: cells - 1 };
}

const pauseFor = (cell: number): number => Math.round(cell * 0.28);

/** How wide such a tape gets with so many offsets. */
export const tapeWidth = (shape: TapeShape, last: readonly SomePartition[], room: number): number =>
  shape.capacity !== null
    ? room
    : Math.max(
        ...last.map(
          (one) =>
            Math.max(3, one.logEndOffset + 1) * (shape.cell + shape.gap) + one.closed.length * shape.pause,
        ),
      );

/** All that fits before the end, in steps of a third of it, so that the tape stands still in between. */
function spansToEnd({ capacity }: TapeShape, end: Offset): readonly Span[] {
  const step = Math.ceil((capacity ?? 3) / 3);
  const from = Math.max(0, Math.ceil((end + 1 - (capacity ?? Infinity)) / step) * step);
  const open = { from, to: Infinity, folded: false };
  return from ? [{ from: 0, to: from, folded: true }, open] : [open];
}

export function tapeOf(
  shape: TapeShape,
  now: SomePartition,
  last: SomePartition,
  left: number,
  spans = spansToEnd(shape, now.logEndOffset),
): Tape {
  const { cell, gap, pause, fold } = shape;
  const bases = basesOf(last);
  let x0 = left;
  const placed: Placed[] = [];
  for (const span of spans) {
    placed.push({ ...span, x: x0 });
    x0 += span.folded
      ? fold + gap
      : (span.to - span.from) * (cell + gap) + pausesIn(bases, span.from, span.to) * pause;
  }
  const at = (offset: Offset): Placed => placed.findLast(({ from }) => from <= offset) ?? placed[0]!;
  const x = (offset: Offset): number => {
    const { folded, from, to, x } = at(offset);
    return folded
      ? x + (fold * (offset - from)) / (to - from)
      : x + (offset - from) * (cell + gap) + pausesIn(bases, from, offset) * pause;
  };
  const edge = (offset: Offset): number => {
    if (offset <= 0) return left;
    const { folded, from, to, x: side } = at(offset - 1);
    return folded ? side + (fold * (offset - from)) / (to - from) : x(offset - 1) + cell + gap / 2;
  };
  return { ...shape, spans: placed, x, edge, open: (offset) => !at(offset).folded };
}

/** How many segments begin in (from, to]; what begins at the first offset of a span needs no space before it. */
function pausesIn(bases: readonly Offset[], from: Offset, to: Offset): number {
  const upTo = (offset: Offset): number => lastAtMost(bases.length, (n) => bases[n]!, offset);
  return upTo(to) - upTo(from);
}
