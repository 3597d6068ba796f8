// Where cards and their ghosts are on a stage: set on their elements by themselves, because of what moves nothing else changes.

import type { Mark } from '../../geometry/mark.ts';

const elements = new WeakMap<Mark, SVGElement>();

/** Puts the element of a mark where the mark is. */
export function place(element: SVGElement, mark: Mark): void {
  elements.set(mark, element);
  put(element, mark, 1);
}

/** Puts what is drawn to where it is now; it may have grown on its way. */
export function move(drawn: Mark, now: Mark): void {
  const element = elements.get(drawn);
  if (element) put(element, now, now.w / drawn.w);
}

function put(element: SVGElement, { x, y, opacity }: Mark, scale: number): void {
  const size = scale === 1 ? '' : `scale(${scale.toFixed(3)})`;
  element.setAttribute('transform', `translate(${x.toFixed(2)} ${y.toFixed(2)})${size}`);
  if (opacity === undefined) element.removeAttribute('opacity');
  else element.setAttribute('opacity', opacity.toFixed(3));
}
