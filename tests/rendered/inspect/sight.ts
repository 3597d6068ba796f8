// What can be seen of an element: whether at all, how faded, before which ground, and which of its ancestors cut it.

import { boxOf, type Box, common, holdsPoint } from './box.ts';
import { type Colour, colourOf, over } from './colour.ts';

/** An element and all around it, from the inside out. */
export function* outwards(element: Element): Generator<Element> {
  for (let one: Element | null = element; one; one = one.parentElement) yield one;
}

/** Whether an element is drawn at all. What is a pixel wide is only for ears. */
export function seen(element: Element): boolean {
  if (!element.checkVisibility({ opacityProperty: true, visibilityProperty: true })) return false;
  for (const one of outwards(element)) {
    const { overflow, position, clipPath } = getComputedStyle(one);
    if (overflow === 'hidden' && position === 'absolute' && one.clientWidth <= 1) return false;
    if (clipPath === 'inset(50%)') return false;
  }
  return true;
}

/** How much of an element's own colour is left after all that fades it. */
export function opacityOf(element: Element): number {
  let opacity = 1;
  for (const one of outwards(element)) opacity *= Number(getComputedStyle(one).opacity);
  return opacity;
}

/** The bar that an element lies on and that stays where it is while the page scrolls; null for the page itself. */
export function barOf(element: Element): Element | null {
  for (const one of outwards(element))
    if (['fixed', 'sticky'].includes(getComputedStyle(one).position)) return one;
  return null;
}

/** How an element cuts what reaches beyond it: by hiding it for good, or until somebody scrolls. */
export function cutting(element: Element): 'hides' | 'scrolls' | null {
  // a drawing of lines cuts nothing unless it is told to, which the page never does
  if (element instanceof SVGElement || element === document.documentElement || element === document.body)
    return null;
  const { overflowX, overflowY } = getComputedStyle(element);
  const both = [overflowX, overflowY];
  if (both.some((one) => one === 'auto' || one === 'scroll')) return 'scrolls';
  return both.some((one) => one === 'hidden' || one === 'clip') ? 'hides' : null;
}

/** What remains of a box in sight inside of all that scroll, as they are scrolled now. */
export function inSight(element: Element, box: Box): Box {
  let shown = box;
  for (const one of outwards(element)) if (cutting(one) === 'scrolls') shown = common(shown, boxOf(one));
  return shown;
}

const WHITE: Colour = [255, 255, 255, 1];

/** The opaque colour behind a point of an element: of what is painted before it in its drawing, and of the boxes around. */
export function groundOf(element: Element, x: number, y: number): Colour {
  const layers: [Colour, number][] = [];
  const root = drawingOf(element);
  if (root) {
    const before = [...root.querySelectorAll('rect, path, circle')].filter(
      (shape) =>
        shape !== element &&
        !shape.closest('defs') &&
        element.compareDocumentPosition(shape) & Node.DOCUMENT_POSITION_PRECEDING &&
        seen(shape) &&
        holdsPoint(boxOf(shape), x, y),
    );
    for (const shape of before.reverse()) {
      const fill = colourOf(getComputedStyle(shape).fill);
      // of a path only its box is known, which is more than it fills
      if (fill && shape.tagName === 'rect') layers.push([fill, opacityOf(shape)]);
    }
  }
  for (const one of outwards(root ?? element)) {
    if (one === element && root) continue;
    const colour = colourOf(getComputedStyle(one).backgroundColor);
    if (colour && colour[3] > 0) layers.push([colour, 1]);
    if (colour?.[3] === 1) break;
  }
  return layers.reverse().reduce((below, [colour, opacity]) => over(colour, below, opacity), WHITE);
}

/** The outermost drawing, or the stage with all of its drawings, that an element is in; null outside of any. */
export function drawingOf(element: Element): Element | null {
  const drawing = element instanceof SVGElement ? (element.closest('svg') ?? null) : null;
  return drawing?.closest('.stage') ?? drawing;
}
