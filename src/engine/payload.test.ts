// Bytes of payloads, against the platform's own encoder.

import fc from 'fast-check';
import { expect, it } from 'vitest';
import { bytesOf, identityOf, sizeOf, utf8 } from './payload.ts';

it('encodes UTF-8 like the platform, unpaired surrogates included', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect(utf8(text)).toEqual([...new TextEncoder().encode(text)]);
      expect(sizeOf(text)).toBe(new TextEncoder().encode(text).length);
    }),
  );
  expect(utf8('\ud800x')).toEqual([0xef, 0xbf, 0xbd, 0x78]);
});

it('reads hexadecimal and filled payloads', () => {
  expect(bytesOf({ hex: '00ff10' })).toEqual([0, 255, 16]);
  expect(sizeOf({ hex: '00ff10' })).toBe(3);
  expect(bytesOf({ fill: 'x', size: 3 })).toEqual([120, 120, 120]);
  expect(sizeOf({ fill: 'x', size: 100 })).toBe(100);
});

it('identifies payloads by their bytes, however they are written', () => {
  const hexOf = (bytes: readonly number[]): { hex: string } => ({
    hex: bytes.map((byte) => byte.toString(16).padStart(2, '0')).join(''),
  });
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      expect(identityOf(hexOf(utf8(text)))).toBe(identityOf(text));
    }),
  );
  fc.assert(
    fc.property(fc.uint8Array(), fc.uint8Array(), (one, other) => {
      const same = one.join() === other.join();
      expect(identityOf(hexOf([...one])) === identityOf(hexOf([...other]))).toBe(same);
    }),
  );
  expect(identityOf({ fill: 'x', size: 3 })).toBe(identityOf('xxx'));
  expect(identityOf({ hex: 'FF' })).toBe(identityOf({ hex: 'ff' }));
});
