// A conversation being written: its steps so far, with the phrases that all areas use.

import { type Chance, createChance } from './chance.ts';
import type { Step } from './conversation.ts';

export type Config = Readonly<Record<string, string>>;

export interface Script extends Chance {
  readonly steps: readonly Step[];
  say(verb: string, fields?: Readonly<Record<string, unknown>>): void;
  /** Runs it so many times: `times(3, 5, …)` is three to five. */
  times(least: number, most: number, say: (n: number) => void): void;
  createTopic(topic: string, partitions: number, config?: Config): void;
  openProducer(client: string, config?: Config): void;
}

export function createScript(seed: number, name: string): Script {
  const chance = createChance(seed, name);
  const steps: Step[] = [];
  const say: Script['say'] = (verb, fields = {}) => steps.push({ do: verb, ...fields });
  const configured = (config: Config = {}) => (Object.keys(config).length > 0 ? { config } : {});
  return {
    ...chance,
    steps,
    say,
    times(least, most, once) {
      const count = chance.between(least, most);
      for (let n = 0; n < count; n++) once(n);
    },
    createTopic: (topic, partitions, config) =>
      say('create-topic', { topic, partitions, ...configured(config) }),
    openProducer: (client, config) => say('open-producer', { client, ...configured(config) }),
  };
}
