// A card is put where it is, and moved there without being drawn anew.
import { expect, it } from 'vitest';
import type { Mark } from '../../geometry/mark.ts';
import { move, place } from './places.ts';

const card = (more: Partial<Mark> = {}): Mark =>
  ({ kind: 'card', key: 'a', lane: null, x: 1, y: 2, w: 10, h: 12, ...more }) as Mark;

/** An element as far as it is needed here. */
function element(): SVGElement & { readonly now: Map<string, string> } {
  const now = new Map<string, string>();
  return {
    now,
    setAttribute: (name: string, value: string) => now.set(name, value),
    removeAttribute: (name: string) => now.delete(name),
  } as never;
}

it('puts a card where it is, and moves it with its size and how clear it is', () => {
  const [shape, drawn] = [element(), card()];
  place(shape, drawn);
  expect([...shape.now]).toEqual([['transform', 'translate(1.00 2.00)']]);
  move(drawn, card({ x: 4, w: 12, opacity: 0.5 }));
  expect([...shape.now]).toEqual([
    ['transform', 'translate(4.00 2.00)scale(1.200)'],
    ['opacity', '0.500'],
  ]);
  move(drawn, card({ x: 5 }));
  expect([...shape.now]).toEqual([['transform', 'translate(5.00 2.00)']]);
});

it('moves nothing that is not drawn', () => {
  expect(() => move(card(), card({ x: 4 }))).not.toThrow();
});
