// Looks at a page as it is rendered and names what is wrong with it. Runs in the browser: everything is measured from the boxes
// and styles that the browser itself computed, nothing from what the page meant to draw.

import type { Finding, Rule } from '../finding.ts';
import { across, beyond, type Box, boxOf, holdsPoint, overlap, said } from './box.ts';
import { type Colour, colourOf, contrast, over } from './colour.ts';
import { filled, type Shape, shapesIn, stroked } from './marks.ts';
import { cutting, groundOf, opacityOf, outwards } from './sight.ts';
import { allWords, type Words } from './words.ts';

/** Pixels by which a browser may round. */
const ROUNDING = 1.5;

export function inspect(leastSize: number): Finding[] {
  const found: Finding[] = [];
  const find = (rule: Rule, what: string, detail: string): void => {
    if (!found.some((one) => one.rule === rule && one.what === what && one.detail === detail))
      found.push({ rule, what, detail });
  };
  const words = allWords();
  const stage = document.querySelector('.stage');
  const marks = stage ? shapesIn(stage) : [];

  for (const one of words) {
    if (one.size < leastSize - 0.01) find('small', one.says, `${round(one.size)} px, least ${leastSize}`);
    const ratio = contrastOf(one);
    if (ratio < 4.5) find('contrast', one.says, `${round(ratio)}, least 4.5`);
    inspectCuts(one, find);
  }
  words.forEach((one, index) => {
    for (const other of words.slice(index + 1))
      if (one.bar === other.bar && overlap(one.shown, other.shown))
        find('overlap', one.says, `over “${other.says}”: ${said(one.shown)} and ${said(other.shown)}`);
  });
  if (stage) inspectStage(stage, marks, words, find);
  for (const mark of shapesIn(document)) {
    const ratio = markContrast(mark);
    if (ratio < 3) find('contrast', mark.says, `mark, ${round(ratio)}, least 3`);
  }
  inspectWindow(words, find);
  return found;
}

type Find = (rule: Rule, what: string, detail: string) => void;

const round = (value: number): number => Math.round(value * 100) / 100;

/** Words that something cuts off, or that leave the box they stand in. */
function inspectCuts({ says, element, box, shown }: Words, find: Find): void {
  for (const one of outwards(element)) {
    const cuts = cutting(one);
    const style = getComputedStyle(one);
    if (cuts === 'hides') {
      const past = beyond(shown, boxOf(one));
      if (past > ROUNDING || (style.textOverflow === 'ellipsis' && one.scrollWidth > one.clientWidth + 1))
        find('clipped', says, `by ${name(one)}`);
    }
    if (cuts === 'scrolls' && across(box, boxOf(one)) > ROUNDING)
      find('clipped', says, `by ${name(one)}, to be scrolled sideways`);
    if (one instanceof SVGElement) continue;
    if (style.position === 'fixed') break;
    const boxed = parseFloat(style.borderTopWidth) > 0 && parseFloat(style.borderLeftWidth) > 0;
    if (boxed && beyond(box, boxOf(one)) > ROUNDING)
      find('outside', says, `leaves ${name(one)} by ${round(beyond(box, boxOf(one)))} px`);
  }
}

const name = (element: Element): string =>
  [element.tagName.toLowerCase(), ...[...element.classList].filter((one) => !one.startsWith('svelte-'))].join(
    '.',
  );

const paintOf = (element: Element): Colour | null => {
  const style = getComputedStyle(element);
  return colourOf(element instanceof SVGElement ? style.fill : style.color);
};

function contrastOf({ element, box }: Words): number {
  const ground = groundOf(element, (box.left + box.right) / 2, (box.top + box.bottom) / 2);
  const parts = element instanceof SVGElement ? [...element.querySelectorAll('tspan')] : [];
  return Math.min(
    ...(parts.length ? parts : [element]).map((one) => {
      const paint = paintOf(one);
      return paint ? contrast(over(paint, ground, opacityOf(one)), ground) : 21;
    }),
  );
}

/**
 * What may be paler than a mark: ghosts that fade, the next-offset cell, what is not yet read, and rules: lines under heads and
 * round boxes, the way from a producer, the groove of a bar, the edge of a counted block. What they say stands in words too.
 */
const PALE = /\b(gone|expired|next|unread|rule|wire|track|folded|rest)\b/;

/** A service or a table: only these have such corners. */
const isBox = (element: Element): boolean => element.tagName === 'rect' && element.getAttribute('rx') === '8';

function markContrast({ element, box, look }: Shape): number {
  if (PALE.test(look) || isBox(element)) return 21;
  const [x, y] = [(box.left + box.right) / 2, (box.top + box.bottom) / 2];
  const ground = groundOf(element, x, y);
  const opacity = opacityOf(element);
  const style = getComputedStyle(element);
  const ratios = [filled(element) && style.fill, stroked(element) && style.stroke].flatMap((paint) => {
    const colour = paint ? colourOf(paint) : null;
    return colour ? [contrast(over(colour, ground, opacity), ground)] : [];
  });
  return ratios.length ? Math.max(...ratios) : 21;
}

/** On the stage: nothing leaves it, no card lies on another, no words lie across an edge or a line. */
function inspectStage(stage: Element, marks: readonly Shape[], words: readonly Words[], find: Find): void {
  const frame = boxOf(stage);
  const drawn = words.filter(({ element }) => stage.contains(element) && element instanceof SVGElement);
  for (const { says, box } of [...marks, ...drawn])
    if (beyond(box, frame) > 2) find('outside', says, `leaves the stage by ${round(beyond(box, frame))} px`);
  const isCard = ({ element }: Shape): boolean =>
    element.tagName === 'rect' && !isBox(element) && opacityOf(element) === 1;
  const cards = marks.filter(isCard);
  cards.forEach((one, index) => {
    for (const other of cards.slice(index + 1))
      if (overlap(one.box, other.box)) find('overlap', one.says, `over ${other.says}: ${said(one.box)}`);
  });
  for (const one of drawn)
    for (const mark of marks)
      if (crosses(one, mark) && !cards.some((card) => lifts(card, one, mark)))
        find('overlap', one.says, `lies across ${mark.says}: ${said(one.box)}`);
}

/** Words lie across a shape when they are over its edge, and across a line when it runs through them. */
function crosses({ box, element }: Words, mark: Shape): boolean {
  if (!overlap(box, mark.box, mark.element.tagName === 'path' ? -1 : 1)) return false;
  if (mark.element.tagName !== 'path') return beyond(box, mark.box) > 1;
  if (mark.element.parentElement === element.parentElement && mark.element.parentElement?.tagName === 'g')
    return beyond(box, boxOf(mark.element.parentElement)) > 1;
  if (filled(mark.element)) return overlap(box, mark.box);
  return runsThrough(mark.element, box);
}

/** Whether a card carries these words and lies on the mark, so that it hides what is below them. */
const lifts = (card: Shape, words: Words, mark: Shape): boolean =>
  beyond(words.box, card.box) <= 1 &&
  !!(mark.element.compareDocumentPosition(card.element) & Node.DOCUMENT_POSITION_FOLLOWING);

function runsThrough(path: SVGGeometryElement, box: Box): boolean {
  const matrix = path.getScreenCTM()!;
  const half = (parseFloat(getComputedStyle(path).strokeWidth) / 2) * matrix.d;
  const inner = {
    left: box.left + 1 - half,
    right: box.right - 1 + half,
    top: box.top + 1 - half,
    bottom: box.bottom - 1 + half,
  };
  const length = path.getTotalLength();
  for (let at = 0; at <= length; at += 3) {
    const { x, y } = path.getPointAtLength(at).matrixTransform(matrix);
    if (holdsPoint(inner, x, y)) return true;
  }
  return false;
}

/** Nothing lies beyond the window where nobody can scroll to it, or for ever under a bar. */
function inspectWindow(words: readonly Words[], find: Find): void {
  const { scrollHeight, scrollWidth } = document.documentElement;
  if (scrollWidth > innerWidth) find('outside', 'the page', `${scrollWidth} px wide, window ${innerWidth}`);
  const scrolls = scrollHeight > innerHeight + 1;
  const window = { left: 0, right: innerWidth, top: scrolls ? -Infinity : 0 };
  for (const { says, shown, bar } of words) {
    const past = beyond(shown, { ...window, bottom: scrolls && !bar ? Infinity : innerHeight });
    if (past > ROUNDING) find('outside', says, `leaves the window by ${round(past)} px`);
  }
  const bars = new Set(words.flatMap(({ bar }) => (bar ? [bar] : [])));
  for (const bar of bars) {
    const { top, bottom } = boxOf(bar);
    if (getComputedStyle(bar).position !== 'fixed' || bottom < innerHeight - 1) continue;
    const most = scrollHeight - (innerHeight - top);
    for (const one of words)
      if (one.bar === null && one.shown.bottom + scrollY > most + 1)
        find('covered', one.says, `by ${name(bar)}, however far one scrolls`);
  }
}
