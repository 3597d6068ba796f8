// Marks that are as they were are the same objects as before, so that of a frame only what changed in it is drawn anew.

import type { Mark, Part } from '../../geometry/mark.ts';

/** So many marks come or go at once in one place; where it is more, some are drawn anew although they are as they were. */
const NEAR = 12;

/** A reading of one frame after another that gives the marks of the last one back where they are equal. */
export function unchanged(): (marks: readonly Mark[]) => readonly Mark[] {
  let known: readonly Mark[] = [];
  return (marks) => {
    // both lists are in the same order, but for what came and went
    let at = 0;
    const kept = marks.map((mark) => {
      for (let n = at; n < Math.min(at + NEAR, known.length); n++) {
        const before = known[n]!;
        if (before.key !== mark.key) continue;
        at = n + 1;
        return !mark.moving && equal(before, mark) ? before : mark;
      }
      return mark;
    });
    known = kept;
    return kept;
  };
}

/** Whether two marks of one key look the same. Field by field and in so many words: it is asked of every mark in every frame. */
export function equal(a: Mark, b: Mark): boolean {
  if (a.x !== b.x || a.y !== b.y || a.w !== b.w || a.h !== b.h || a.name !== b.name) return false;
  if (a.opacity !== b.opacity || a.moving !== b.moving || a.loud !== b.loud) return false;
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
