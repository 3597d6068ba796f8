// What the verbs of a recording have in common: what they are given, and how answers are shown.

import { isRefusal, type Refusal } from '../../../src/engine/command.ts';
import type { FoundOffset } from '../../../src/engine/log/storage/command.ts';
import type { Json } from '../json.ts';
import type { Bench } from './bench.ts';

/** One line of a recording. */
export type Step = Json & { readonly do: string; readonly see?: Json };

/** Does a step and gives what its clients saw of it. */
export type Verb = (bench: Bench, step: Step) => Json;
export type Verbs = Readonly<Record<string, Verb>>;

/** An exception as recordings show it. */
export const shown = ({ error, code, cause }: Refusal): Json => ({
  error,
  ...(code !== undefined && { code }),
  ...(cause !== undefined && { cause }),
});

/** `{}`, or the exception. */
export const done = (answer: unknown): Json => (isRefusal(answer) ? shown(answer) : {});

export const client = (step: Step): string => step['client'] as string;

/** Those of these fields that there are. */
export function pick(step: Json, ...names: readonly string[]): Json {
  return Object.fromEntries(names.filter((name) => name in step).map((name) => [name, step[name]]));
}

export const mapValues = <From, To>(
  record: Readonly<Record<string, From>>,
  change: (value: From) => To,
): Record<string, To> =>
  Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(value)]));

/** A timestamp that stands in the recording; undefined for any that a clock made. */
export const known = ({ timestamps }: Bench, timestamp: number | undefined): number | undefined =>
  timestamp !== undefined && timestamps.has(timestamp) ? timestamp : undefined;

export function foundOffset(bench: Bench, { offset, timestamp }: FoundOffset): Json {
  const shown = known(bench, timestamp);
  return { offset, ...(shown !== undefined && { timestamp: shown }) };
}
