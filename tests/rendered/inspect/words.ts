// The words on a page, each with the box of its ink: a line of a paragraph, or a text of a drawing.

import type { Box } from './box.ts';
import { barOf, inSight, seen } from './sight.ts';

export interface Words {
  readonly says: string;
  readonly element: Element;
  /** Where its ink is, scrolled or not. */
  readonly box: Box;
  /** What of it is in sight in what scrolls. */
  readonly shown: Box;
  /** Height of its type as it is drawn. */
  readonly size: number;
  readonly bar: Element | null;
}

const measure = document.createElement('canvas').getContext('2d')!;

/** How far ink and line reach above and below the baseline. */
function metricsOf(element: Element, says: string): TextMetrics {
  const { fontStyle, fontWeight, fontSize, fontFamily } = getComputedStyle(element);
  measure.font = `${fontStyle} ${fontWeight} ${fontSize} ${fontFamily}`;
  return measure.measureText(says);
}

export function allWords(): Words[] {
  const found: Words[] = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const drawn = new Set<Element>();
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const element = node.parentElement!;
    if (!node.nodeValue?.trim() || element.closest('select, noscript, script, style, title')) continue;
    const text = element.closest<SVGTextElement>('text');
    if (text && drawn.has(text)) continue;
    if (text) drawn.add(text);
    if (!seen(text ?? element)) continue;
    found.push(...(text ? [drawnWords(text)] : linesOf(element, node as Text)));
  }
  return found.filter(({ shown }) => shown.right - shown.left > 1 && shown.bottom - shown.top > 1);
}

function drawnWords(text: SVGTextElement): Words {
  const matrix = text.getScreenCTM()!;
  const { left, right } = text.getBoundingClientRect();
  const baseline = text.getStartPositionOfChar(0).matrixTransform(matrix).y;
  const says = text.textContent;
  const { actualBoundingBoxAscent: up, actualBoundingBoxDescent: down } = metricsOf(text, says);
  const box = { left, right, top: baseline - up * matrix.d, bottom: baseline + down * matrix.d };
  const size = parseFloat(getComputedStyle(text).fontSize) * matrix.d;
  return { says, element: text, box, shown: inSight(text, box), size, bar: barOf(text) };
}

/** The lines of one piece of text. */
function linesOf(element: Element, text: Text): Words[] {
  const says = text.data.trim().replace(/\s+/g, ' ');
  const metrics = metricsOf(element, says);
  const range = document.createRange();
  range.selectNodeContents(text);
  const rects = [...range.getClientRects()].filter(({ width }) => width > 1);
  return rects.map(({ left, right, top }): Words => {
    const baseline = top + metrics.fontBoundingBoxAscent;
    const box = {
      ...{ left, right },
      top: baseline - metrics.actualBoundingBoxAscent,
      bottom: baseline + metrics.actualBoundingBoxDescent,
    };
    const size = parseFloat(getComputedStyle(element).fontSize);
    return { says, element, box, shown: inSight(element, box), size, bar: barOf(element) };
  });
}
