// Customers and terms found in the prose.

import { expect, it } from 'vitest';
import { spoken } from '../scenario/words.ts';
import { piecesOf } from './prose.ts';

it('finds emphasis and customers', () => {
  expect(piecesOf('Order of Ben: *gone for Amal*.')).toEqual([
    { text: 'Order of ', emphasis: false, customer: null, term: null },
    { text: 'Ben', emphasis: false, customer: 'Ben', term: null },
    { text: ': ', emphasis: false, customer: null, term: null },
    { text: 'gone for ', emphasis: true, customer: null, term: null },
    { text: 'Amal', emphasis: true, customer: 'Amal', term: null },
    { text: '.', emphasis: false, customer: null, term: null },
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

it('finds terms of the glossary, in the form that the text has of them', () => {
  const text = 'An [offset] of Ben; it [acknowledges](ack) a [dead letter].';
  expect(piecesOf(text).flatMap(({ text: said, term }) => (term ? [[said, term]] : []))).toEqual([
    ['offset', 'offset'],
    ['acknowledges', 'ack'],
    ['dead letter', 'dead-letter'],
  ]);
  expect(
    piecesOf(text)
      .map(({ text: said }) => said)
      .join(''),
  ).toBe(spoken(text));
});
