// The phrases that all conversations with Kafka use.

import type { Script as Plain } from '../script.ts';

export type Config = Readonly<Record<string, string>>;

export interface Script extends Plain {
  createTopic(topic: string, partitions: number, config?: Config): void;
  openProducer(client: string, config?: Config): void;
}

export function withPhrases(script: Plain): Script {
  const configured = (config: Config = {}) => (Object.keys(config).length > 0 ? { config } : {});
  return {
    ...script,
    createTopic: (topic, partitions, config) =>
      script.say('create-topic', { topic, partitions, ...configured(config) }),
    openProducer: (client, config) => script.say('open-producer', { client, ...configured(config) }),
  };
}
