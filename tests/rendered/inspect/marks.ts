// The marks of a page's drawings: shapes and lines, and what each is called.

import { type Box, boxOf } from './box.ts';
import { seen } from './sight.ts';

export interface Shape {
  readonly element: SVGGeometryElement;
  readonly box: Box;
  readonly says: string;
  /** The class that tells what a line or a hollow means. */
  readonly look: string;
}

/** Every shape that is drawn in `root`. */
export function shapesIn(root: ParentNode): Shape[] {
  return [...root.querySelectorAll<SVGGeometryElement>('svg :is(rect, path, circle)')]
    .filter((element) => !element.closest('defs') && seen(element))
    .filter((element) => filled(element) || stroked(element)) // else it only takes pointers
    .map((element) => {
      const named = element.closest('[aria-label]:not(section, svg)')?.getAttribute('aria-label');
      const own = [...element.classList, ...(element.parentElement?.classList ?? [])];
      const look = own.filter((name) => !name.startsWith('svelte-')).join(' ');
      const drawing = element.closest('section, button, [class]:not(svg, svg *)');
      const where = drawing?.getAttribute('aria-label') ?? drawing?.classList[0] ?? 'page';
      return {
        ...{ element, look, box: boxOf(element) },
        says: named || `${element.tagName}${look && ` “${look}”`} in ${where}`,
      };
    });
}

export const filled = (element: Element): boolean => getComputedStyle(element).fill !== 'none';
export const stroked = (element: Element): boolean => getComputedStyle(element).stroke !== 'none';
