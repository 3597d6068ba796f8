// What stands on the card of something that was sent.

import { expect, test } from 'vitest';
import type { Send } from '../engine/clients/state.ts';
import type { FrameInput } from './frame.ts';
import { putCard, type Sheet } from './sheet.ts';
import { sizesFor } from './sizes.ts';

const send = (id: number, more: Partial<Send>): Send => ({
  ...{ id, producer: 'orders', key: 'Amal', order: null, what: 'placed', amount: 0, sentAt: 0 },
  ...more,
});

/** The values of cards for these sends. */
function valuesOf(...items: readonly Send[]): unknown[] {
  const world = { clients: { sends: { items, length: items.length } } };
  const input = { world, end: world } as unknown as FrameInput;
  const sheet: Sheet = { input, sizes: sizesFor(1), customers: new Map([['Amal', 0]]), marks: [] };
  for (const { id } of items) putCard(sheet, `${id}`, null, id, { x: 0, y: 0, w: 48, h: 54 }, 'here');
  return sheet.marks.map((mark) => mark.kind === 'card' && mark.value);
}

test('an amount, or the how manieth it is of an order that has several, or what happened', () => {
  expect(valuesOf(send(0, { amount: 12 }), send(1, { order: '7' }), send(2, {}))).toEqual(['12', '', '']);
  expect(valuesOf(send(0, { what: 'gone' }), send(1, { what: 'gone', tombstone: true }))).toEqual([
    'gone',
    'null',
  ]);
  const [opened, mail, paid] = [{ order: '7', what: 'opened' }, {}, { order: '7', what: 'paid' }];
  expect(valuesOf(send(0, opened), send(1, mail), send(2, paid))).toEqual(['1', '', '2']);
});
