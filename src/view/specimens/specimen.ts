// What a specimen is: one mark of the stage with its name and what it means, and the small run that it is taken from.

import type { Instant } from '../../engine/vocabulary.ts';
import type { PlannedSend } from '../../engine/clients/state.ts';
import type { Scenario, Step } from '../../scenario/scenario.ts';

export interface Specimen {
  readonly name: string;
  /** One sentence. */
  readonly says: string;
  readonly scenario: Scenario;
  /** It is looked at then. */
  readonly at: Instant;
  /** The keys of the marks that are shown. */
  readonly shows: RegExp;
}

/** The specimens of one broker. */
export interface Collection {
  readonly title: string;
  readonly about: string;
  readonly specimens: readonly Specimen[];
}

const CUSTOMERS = ['Amal', 'Ben', 'Cho', 'Dina'] as const;
const AMOUNTS = [12, 30, 8, 25, 9, 5, 18, 40] as const;

/** So many orders, one after another; from the ninth on they begin again. */
export const orders = (count: number, everyMs: number): PlannedSend[] =>
  Array.from({ length: count }, (_, i) => ({
    ...{ at: 100 + i * everyMs, key: CUSTOMERS[i % 4]!, amount: AMOUNTS[i % 8]!, order: String(i + 1) },
  }));

/** A small shop with one lane of this broker. */
export const shop = (
  broker: 'queue' | 'log' | 'redis',
  list: readonly PlannedSend[],
  steps: readonly Step[],
): Scenario => ({
  ...{ name: 'specimen', title: 'Specimen', seed: 1, until: 20_000, claims: [] },
  lanes: [{ id: broker, broker, title: broker, about: '' }],
  senders: [{ id: 'orders', plan: { list } }],
  steps,
});
