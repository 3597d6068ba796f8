// Random records, as producing steps have them.

import type { Script } from './script.ts';

/** What the records of a conversation are picked from. */
export interface Kinds {
  /** How many partitions there are to name; none: where they go is left to their keys, or to the client. */
  readonly partitions?: number;
  readonly keys: readonly unknown[];
  readonly values: readonly unknown[];
  /** `undefined` is the client's clock. */
  readonly timestamps: readonly (number | { readonly ago: number } | undefined)[];
  /** How many in a hundred have headers. */
  readonly headers?: number;
}

export const sized = (...sizes: readonly number[]): object[] => sizes.map((size) => ({ fill: 'x', size }));

export function randomRecord(script: Script, kinds: Kinds): Record<string, unknown> {
  const timestamp = script.pick(kinds.timestamps);
  return {
    key: script.pick(kinds.keys),
    value: script.pick(kinds.values),
    ...(kinds.partitions !== undefined && { partition: script.below(kinds.partitions) }),
    ...(timestamp !== undefined && { timestamp }),
    ...(script.often(kinds.headers ?? 0) && { headers: script.some(HEADERS) }),
  };
}

const HEADERS = [
  ['a', '1'],
  ['b', null],
  ['a', ''],
  ['long', { fill: 'h', size: 70 }],
];

/** One record, or a batch of some. */
export function sayProduce(script: Script, client: string, topic: string, kinds: Kinds): void {
  if (script.often(55)) script.say('produce', { client, topic, ...randomRecord(script, kinds) });
  else sayBatch(script, client, topic, kinds, script.between(2, 6));
}

export function sayBatch(script: Script, client: string, topic: string, kinds: Kinds, count: number): void {
  const records = Array.from({ length: count }, () => randomRecord(script, kinds));
  script.say('produce-batch', { client, topic, records });
}
