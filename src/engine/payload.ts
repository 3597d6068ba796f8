// Bytes of keys, values and headers: their number, and themselves where a hash needs them. The engine is compiled without
// the DOM library, so it has its own UTF-8.

import type { Payload } from './vocabulary.ts';

/** UTF-8 bytes of a string. An unpaired surrogate becomes U+FFFD, as everywhere on the web. */
export function utf8(text: string): number[] {
  const bytes: number[] = [];
  for (const character of text) {
    let code = character.codePointAt(0)!;
    if (code >= 0xd800 && code <= 0xdfff) code = 0xfffd;
    if (code < 0x80) bytes.push(code);
    else if (code < 0x800) bytes.push(0xc0 | (code >> 6), 0x80 | (code & 63));
    else if (code < 0x10000) bytes.push(0xe0 | (code >> 12), 0x80 | ((code >> 6) & 63), 0x80 | (code & 63));
    else
      bytes.push(
        0xf0 | (code >> 18),
        0x80 | ((code >> 12) & 63),
        0x80 | ((code >> 6) & 63),
        0x80 | (code & 63),
      );
  }
  return bytes;
}

/** The bytes of a payload. */
export function bytesOf(payload: Payload): number[] {
  if (typeof payload === 'string') return utf8(payload);
  if ('hex' in payload) {
    const bytes: number[] = [];
    for (let i = 0; i + 1 < payload.hex.length; i += 2) bytes.push(parseInt(payload.hex.slice(i, i + 2), 16));
    return bytes;
  }
  return new Array<number>(payload.size).fill(payload.fill.charCodeAt(0));
}

/** How many bytes a payload has. */
export function sizeOf(payload: Payload): number {
  if (typeof payload !== 'string') return 'hex' in payload ? payload.hex.length >> 1 : payload.size;
  for (let i = 0; i < payload.length; i++) if (payload.charCodeAt(i) > 0x7f) return utf8(payload).length;
  return payload.length;
}

/**
 * A text that is the same for payloads of the same bytes, and for no others: what a key is looked up by. Bytes that are no text get
 * one that begins with half a character, as no text does.
 */
export function identityOf(payload: Payload): string {
  if (typeof payload === 'string') return payload;
  if ('fill' in payload) return payload.fill.repeat(payload.size);
  const pairs = payload.hex.toLowerCase().match(/../g) ?? [];
  try {
    return decodeURIComponent(pairs.map((pair) => `%${pair}`).join(''));
  } catch {
    return `\ud800${pairs.join('')}`;
  }
}
