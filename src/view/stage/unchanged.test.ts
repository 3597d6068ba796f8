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
import { alike, unchanged } from './unchanged.ts';

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

const PLACE = ['x', 'y', 'w', 'h', 'opacity'];

it.each(Object.entries(samples))('sees every field of a %s but its place', (_, sample) => {
  const copy = structuredClone(sample) as Mark;
  expect(alike(sample as Mark, copy)).toBe(true);
  for (const field of Object.keys(sample).filter((one) => one !== 'key' && one !== 'parts')) {
    const same = PLACE.includes(field);
    const { [field as keyof Mark]: gone, ...rest } = structuredClone(sample) as Mark;
    expect(gone, field).toBeDefined();
    if (field !== 'kind') expect(alike(sample as Mark, rest as Mark), field).toBe(same);
    expect(alike(sample as Mark, { ...rest, [field]: 'other' } as Mark), field).toBe(same);
  }
});

it('sees other words', () => {
  const { text } = samples;
  const said = (...parts: TextMark['parts']): Mark => ({ ...text, parts });
  expect(alike(text, said({ text: 'a', strong: true }, { text: 'c' }))).toBe(false);
  expect(alike(text, said({ text: 'a' }, { text: 'b' }))).toBe(false);
  expect(alike(text, said({ text: 'a', strong: true }))).toBe(false);
});

const box = (key: string, more: Partial<Mark> = {}): Mark =>
  ({ ...samples.box, moving: false, key, ...more }) as Mark;
const always = (): boolean => true;

it('gives equal marks back as the same objects, whatever came and went between them, and others as they are', () => {
  const read = unchanged();
  const [a, , c] = read([box('a'), box('b'), box('c')], always).marks;
  const [again, , cAgain] = read([box('a'), box('new'), box('c')], always).marks;
  expect(again).toBe(a);
  expect(cAgain).toBe(c);
  for (const field of PLACE)
    expect(read([box('a', { [field]: 9 })], always).marks[0], field).toEqual(box('a', { [field]: 9 }));
});

it('keeps what only moves, and tells where it is now', () => {
  const read = unchanged();
  const at = (x: number): Mark => box('a', { moving: true, x });
  const [first] = read([at(1)], always).marks;
  const second = read([at(2)], always);
  expect(second.marks[0]).toBe(first);
  expect(second.moved).toEqual([[at(1), at(2)]]);
  expect(read([at(3)], () => false)).toEqual({ marks: [at(3)], moved: [] });
  expect(read([box('a', { x: 4 })], always)).toEqual({ marks: [box('a', { x: 4 })], moved: [] });
});
