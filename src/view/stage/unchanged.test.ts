// What is the same from frame to frame, and what is not.
import { expect, it } from 'vitest';
import type {
  BoxMark,
  CardMark,
  GlyphMark,
  HollowMark,
  Mark,
  StrokeMark,
  TextMark,
} from '../../geometry/mark.ts';
import { equal, unchanged } from './unchanged.ts';

/** A mark of each kind with every field that it can have. */
const whole = {
  key: 'one',
  lane: 'log',
  x: 1,
  y: 2,
  w: 3,
  h: 4,
  opacity: 0.5,
  name: 'n',
  of: 'o',
  moving: true,
  loud: true,
};
const samples: {
  card: Required<CardMark>;
  hollow: Required<HollowMark>;
  box: Required<BoxMark>;
  glyph: Required<GlyphMark>;
  text: Required<TextMark>;
  stroke: Required<StrokeMark>;
} = {
  card: { ...whole, kind: 'card', tone: 1, value: '12', size: 12, held: true, tombstone: true },
  hollow: { ...whole, kind: 'hollow', look: 'gone' },
  box: { ...whole, kind: 'box' },
  glyph: { ...whole, kind: 'glyph', tone: 1 },
  text: {
    ...{ ...whole, kind: 'text', parts: [{ text: 'a', strong: true }, { text: 'b' }], size: 12 },
    ...{ ink: 'ink', anchor: 'start', serif: true },
  },
  stroke: { ...whole, kind: 'stroke', look: 'wire', d: 'M0,0', width: 1 },
};

it.each(Object.entries(samples))('sees every field of a %s', (_, sample) => {
  const copy = structuredClone(sample) as Mark;
  expect(equal(sample as Mark, copy)).toBe(true);
  for (const field of Object.keys(sample).filter((one) => one !== 'key')) {
    const { [field as keyof Mark]: gone, ...rest } = structuredClone(sample) as Mark;
    expect(gone, field).toBeDefined();
    if (field !== 'parts' && field !== 'kind') expect(equal(sample as Mark, rest as Mark), field).toBe(false);
    if (field !== 'parts')
      expect(equal(sample as Mark, { ...rest, [field]: 'other' } as Mark), field).toBe(false);
  }
});

it('sees other words', () => {
  const { text } = samples;
  const said = (...parts: TextMark['parts']): Mark => ({ ...text, parts });
  expect(equal(text, said({ text: 'a', strong: true }, { text: 'c' }))).toBe(false);
  expect(equal(text, said({ text: 'a' }, { text: 'b' }))).toBe(false);
  expect(equal(text, said({ text: 'a', strong: true }))).toBe(false);
});

it('gives equal marks back as the same objects, whatever came and went between them, and others as they are', () => {
  const read = unchanged();
  const box = (key: string, x: number): Mark => ({ ...samples.box, moving: false, key, x });
  const [a, b, c] = read([box('a', 1), box('b', 2), box('c', 3)]);
  expect(read([box('a', 1), box('new', 9), box('c', 3)])).toEqual([a, box('new', 9), c]);
  const [same, , moved] = read([box('a', 1), box('new', 9), box('c', 4)]);
  expect(same).toBe(a);
  expect(moved).not.toBe(c);
  expect(read([box('b', 2)])[0]).not.toBe(b);
});
