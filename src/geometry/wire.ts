// The way from a producer into a lane: a curve to draw, and a place on it for what is under way.

import type { SendId } from '../engine/vocabulary.ts';
import type { Rect } from './mark.ts';
import { between } from './motion.ts';
import type { Point } from './sheet.ts';

/** Where a lane takes in what is sent to it. */
export interface Landing {
  /** The end of the wire. */
  readonly entry: Point;
  /** The places that a send will lie at in this lane; several where it is copied, none where nobody keeps it. */
  to(send: SendId): readonly Target[];
}

export interface Target {
  readonly place: Rect;
  /** Above this it passes over what lies there already; null where the way is free. */
  readonly over: number | null;
  /** Points that its way leads through. */
  readonly via: readonly Point[];
}

/** A wire between two points, leaving and arriving level. */
export function wirePath([x, y]: Point, [toX, toY]: Point): string {
  const middle = thousandths((x + toX) / 2);
  const [from, to] = [thousandths(y), thousandths(toY)];
  return `M${thousandths(x)},${from}C${middle},${from},${middle},${to},${thousandths(toX)},${to}`;
}

/** Paths need no finer numbers. */
const thousandths = (length: number): number => Math.round(length * 1000) / 1000;

/** A point on such a wire. */
export function onWire(source: Point, target: Point, t: number): Point {
  const middle = (source[0] + target[0]) / 2;
  return [
    bezier(source[0], middle, middle, target[0], t),
    bezier(source[1], source[1], target[1], target[1], t),
  ];
}

function bezier(a: number, b: number, c: number, d: number, t: number): number {
  const s = 1 - t;
  return s * s * s * a + 3 * s * s * t * b + 3 * s * t * t * c + t * t * t * d;
}

/** Share of its time that a send spends on the wire, up to the lane. */
const WIRE_SHARE = 0.45;

/**
 * Where a card's middle is on its way: along the wire to the lane's entry, then through these points at one speed. `over`: how
 * high it passes over what lies there already.
 */
export function onWay(
  from: Point,
  entry: Point,
  way: readonly Point[],
  over: number | null,
  t: number,
): Point {
  if (t < WIRE_SHARE) return onWire(from, entry, t / WIRE_SHARE);
  const points = [entry, ...way];
  const lengths = way.map((to, i) => Math.hypot(to[0] - points[i]![0], to[1] - points[i]![1]));
  let rest = ((t - WIRE_SHARE) / (1 - WIRE_SHARE)) * lengths.reduce((sum, one) => sum + one, 0);
  for (const [i, length] of lengths.entries()) {
    const [source, target] = [points[i]!, points[i + 1]!];
    const last = i === lengths.length - 1;
    if (rest > length && !last) {
      rest -= length;
      continue;
    }
    const s = length === 0 ? 1 : Math.min(1, rest / length);
    if (!last) return onWire(source, target, s);
    const y = over === null ? between(source[1], target[1], s) : bezier(source[1], over, over, target[1], s);
    return [between(source[0], target[0], s), y];
  }
  return entry;
}
