// Boxes in the window's pixels.

export interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** Of a shape its geometry alone: whether a line's thickness counts is not the same in every browser. */
export function boxOf(element: Element): Box {
  const matrix = element instanceof SVGGeometryElement ? element.getScreenCTM() : null;
  if (!matrix) return element.getBoundingClientRect();
  const { x, y, width, height } = (element as SVGGeometryElement).getBBox();
  const [from, to] = [new DOMPoint(x, y), new DOMPoint(x + width, y + height)].map((point) =>
    point.matrixTransform(matrix),
  );
  return { left: from!.x, top: from!.y, right: to!.x, bottom: to!.y };
}

/** What two boxes have in common; it is empty where right is not beyond left, or bottom not below top. */
export const common = (a: Box, b: Box): Box => ({
  left: Math.max(a.left, b.left),
  top: Math.max(a.top, b.top),
  right: Math.min(a.right, b.right),
  bottom: Math.min(a.bottom, b.bottom),
});

/** Whether two boxes share more than this many pixels both ways. */
export function overlap(a: Box, b: Box, more = 1): boolean {
  const shared = common(a, b);
  return shared.right - shared.left > more && shared.bottom - shared.top > more;
}

/** How far the inner box reaches beyond the outer one, at its worst side. */
export const beyond = (inner: Box, outer: Box): number =>
  Math.max(
    outer.left - inner.left,
    outer.top - inner.top,
    inner.right - outer.right,
    inner.bottom - outer.bottom,
  );

/** The same, sideways alone. */
export const across = (inner: Box, outer: Box): number =>
  Math.max(outer.left - inner.left, inner.right - outer.right);

export const holdsPoint = ({ left, top, right, bottom }: Box, x: number, y: number): boolean =>
  x >= left && x <= right && y >= top && y <= bottom;

export const said = ({ left, top, right, bottom }: Box): string =>
  `${Math.round(right - left)} × ${Math.round(bottom - top)} at ${Math.round(left)}, ${Math.round(top)}`;
