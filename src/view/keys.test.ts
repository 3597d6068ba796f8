// The table of keys, and what a focused control keeps for itself.

import { describe, expect, it } from 'vitest';
import { type Control, entryFor, keyTable } from './keys.ts';

const press = (key: string, more: object = {}) => ({
  ...{ key, repeat: false, ctrlKey: false, altKey: false, metaKey: false },
  ...more,
});
const wish = (key: string, control: Control = 'none', single = true) =>
  entryFor(press(key), control, single)?.wish ?? null;

describe('keys', () => {
  it('names every key once', () => {
    const keys = keyTable.flatMap((entry) => entry.keys);
    expect(new Set(keys).size).toBe(keys.length);
  });

  it('asks for what the table says', () => {
    expect(wish(' ')).toBe('playOrPause');
    expect(wish('PageDown')).toBe('nextBeat');
    expect(wish('.')).toBe('stepForward');
    expect(wish('3')).toBe('bet');
    expect(wish('x')).toBeNull();
  });

  it('leaves held keys and keys with modifiers alone', () => {
    expect(entryFor(press('ArrowRight', { repeat: true }), 'none', true)).toBeNull();
    expect(entryFor(press('f', { ctrlKey: true }), 'none', true)).toBeNull();
    expect(entryFor(press('ArrowLeft', { altKey: true }), 'none', true)).toBeNull();
    expect(entryFor(press('w', { metaKey: true }), 'none', true)).toBeNull();
  });

  it('leaves a focused control its own keys and no others', () => {
    expect(wish('ArrowRight', 'slider')).toBeNull();
    expect(wish('End', 'slider')).toBeNull();
    expect(wish('PageDown', 'slider')).toBe('nextBeat');
    expect(wish(' ', 'slider')).toBe('playOrPause');
    expect(wish(' ', 'button')).toBeNull();
    expect(wish('ArrowRight', 'button')).toBe('nextBeat');
    expect(wish('ArrowDown', 'radio')).toBeNull();
    expect(wish('2', 'radio')).toBe('bet');
    expect(wish('w', 'text')).toBeNull();
    expect(wish('Escape', 'text')).toBe('close');
  });

  it('can do without the keys that type a character', () => {
    for (const entry of keyTable)
      for (const key of entry.keys)
        expect(wish(key, 'none', false)).toBe(key.length === 1 ? null : entry.wish);
  });
});
