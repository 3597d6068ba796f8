// The address of a run: what is written is read, and nothing else is.

import fc from 'fast-check';
import { expect, it } from 'vitest';
import { readLink, writeLink } from './link.ts';

const link = {
  scenario: 'replay-the-payments',
  seed: 4,
  inputs: [{ action: 'stop', steps: 120, at: 23_000 }],
  beat: 3,
  step: 2,
  digest: '1x2y3z',
};

it('reads what it writes', () => {
  expect(writeLink(link)).toBe('1.replay-the-payments.4.stop~120~23000.3-2.1x2y3z');
  expect(readLink(`#${writeLink(link)}`)).toEqual(link);
  expect(readLink('#1.replay-the-payments')).toMatchObject({
    scenario: 'replay-the-payments',
    inputs: [],
    beat: 0,
  });
  expect(readLink('')).toBeNull();
});

it('says in one sentence what is wrong with anything else', () => {
  for (const text of ['#2.x', '#1.<b>', '#1.x.1e9', '#1.x.1.a~b', '#1.x.1.-.q', '#1.x.1.-.0-0.-.more'])
    expect(readLink(text)).toEqual({ problem: expect.stringMatching(/^This link's .+\.$/) as string });
});

it('never throws', () => {
  fc.assert(fc.property(fc.string(), (text) => void readLink(`#1.${text}`)));
});
