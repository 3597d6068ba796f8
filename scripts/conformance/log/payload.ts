// Keys, values and headers of a recording in one spelling, so that the same bytes compare equal however they were written.

import { bytesOf } from '../../../src/engine/payload.ts';
import type { Payload } from '../../../src/engine/vocabulary.ts';

/** Hexadecimal bytes; null stays null. */
export const spelled = (payload: Payload | null | undefined): string | null =>
  payload == null
    ? null
    : bytesOf(payload)
        .map((byte) => byte.toString(16).padStart(2, '0'))
        .join('');

type Headers = readonly (readonly [string, Payload | null])[];

/** A record as it is compared: `timestamp` only where the recording could know it. */
export function spelledRecord(record: {
  readonly offset: number;
  readonly key?: Payload | null;
  readonly value?: Payload | null;
  readonly timestamp?: number | undefined;
  readonly headers?: Headers | undefined;
}): object {
  const { offset, key, value, timestamp, headers } = record;
  return {
    offset,
    key: spelled(key),
    value: spelled(value),
    ...(timestamp !== undefined && { timestamp }),
    ...(headers?.length && { headers: headers.map(([name, content]) => [name, spelled(content)]) }),
  };
}

/** Recordings write long texts of one character as that character so many times. */
export const writtenText = (text: string): Payload =>
  text.length > 24 && text === text[0]!.repeat(text.length) ? { fill: text[0]!, size: text.length } : text;
