// Customers found in the prose.

import { expect, it } from 'vitest';
import { piecesOf } from './prose.ts';

it('finds emphasis and customers', () => {
  expect(piecesOf('Order of Ben: *gone for Amal*.')).toEqual([
    { text: 'Order of ', emphasis: false, customer: null },
    { text: 'Ben', emphasis: false, customer: 'Ben' },
    { text: ': ', emphasis: false, customer: null },
    { text: 'gone for ', emphasis: true, customer: null },
    { text: 'Amal', emphasis: true, customer: 'Amal' },
    { text: '.', emphasis: false, customer: null },
  ]);
});

it('keeps an asterisk without a partner, markup, and names inside of words as they are', () => {
  for (const text of ['2 * 3', '<b>x</b>', 'Benefit of Choice'])
    expect(
      piecesOf(text)
        .map((piece) => piece.text)
        .join(''),
    ).toBe(text);
  expect(piecesOf('Benefit').some((piece) => piece.customer)).toBe(false);
});
