// Marks that are as they were are the same objects as before, so that of a frame only what changed in it is drawn anew. What only moves
// is the same object too, and told with where it is now.

import type { Mark, Part } from '../../geometry/mark.ts';

/** So many marks come or go at once in one place; where it is more, some are drawn anew although they are as they were. */
const NEAR = 12;

/** A frame's marks to draw, and those of them that are elsewhere by now, each with itself as it is now. */
export interface Drawn {
  readonly marks: readonly Mark[];
  readonly moved: readonly (readonly [drawn: Mark, now: Mark])[];
}

/**
 * A reading of one frame after another that gives the marks of the last one back where they are equal.
 * @param moves whether it is enough to move the mark that is drawn
 */
export function unchanged(): (marks: readonly Mark[], moves: (mark: Mark) => boolean) => Drawn {
  let known: readonly Mark[] = [];
  return (marks, moves) => {
    const moved: [Mark, Mark][] = [];
    // both lists are in the same order, but for what came and went
    let at = 0;
    const kept = marks.map((mark) => {
      for (let n = at; n < Math.min(at + NEAR, known.length); n++) {
        const before = known[n]!;
        if (before.key !== mark.key) continue;
        at = n + 1;
        if (!alike(before, mark)) return mark;
        if (!mark.moving) return inPlace(before, mark) ? before : mark;
        if (!moves(mark)) return mark;
        moved.push([before, mark]);
        return before;
      }
      return mark;
    });
    known = kept;
    return { marks: kept, moved };
  };
}

const inPlace = (a: Mark, b: Mark): boolean =>
  a.x === b.x && a.y === b.y && a.w === b.w && a.h === b.h && a.opacity === b.opacity;

/** Whether two marks of one key look the same, wherever they are. Field by field, for it is asked of every mark in every frame. */
export function alike(a: Mark, b: Mark): boolean {
  if (a.name !== b.name || a.moving !== b.moving || a.loud !== b.loud) return false;
  if (a.of !== b.of || a.lane !== b.lane) return false;
  if (a.kind === 'card' && b.kind === 'card')
    return (
      a.tone === b.tone &&
      a.value === b.value &&
      a.size === b.size &&
      a.held === b.held &&
      a.tombstone === b.tombstone
    );
  if (a.kind === 'text' && b.kind === 'text')
    return (
      a.size === b.size &&
      a.ink === b.ink &&
      a.anchor === b.anchor &&
      a.serif === b.serif &&
      sameParts(a.parts, b.parts)
    );
  if (a.kind === 'stroke' && b.kind === 'stroke')
    return a.d === b.d && a.look === b.look && a.width === b.width;
  if (a.kind === 'hollow' && b.kind === 'hollow') return a.look === b.look;
  if (a.kind === 'glyph' && b.kind === 'glyph') return a.tone === b.tone;
  return a.kind === b.kind;
}

const sameParts = (one: readonly Part[], other: readonly Part[]): boolean =>
  one.length === other.length &&
  one.every(({ text, strong }, index) => text === other[index]!.text && strong === other[index]!.strong);
