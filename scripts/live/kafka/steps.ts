// How the steps of a conversation with Kafka hang together, and what of them can be left out.

import type { Part, Step, Ties } from '../conversation.ts';

const topicNamed = (name: unknown): string => `topic ${String(name)}`;
const clientNamed = (name: unknown): string => `client ${String(name)}`;

/** Topics and clients. */
export const ties: Ties = {
  madeBy({ do: verb, topic, client }) {
    if (verb === 'create-topic') return topicNamed(topic);
    return verb.startsWith('open-') ? clientNamed(client) : undefined;
  },
  endedBy({ do: verb, topic, client }) {
    if (verb === 'delete-topic') return topicNamed(topic);
    return verb.startsWith('close-') || verb.startsWith('kill-') ? clientNamed(client) : undefined;
  },
  usedBy({ topic, topics = [], client, partition, partitions, offsets = {}, times = {} }) {
    // in create-topic, `partitions` is a number of them
    const named = Array.isArray(partitions) ? (partitions as unknown[]) : [];
    const ids = [partition, ...named, ...Object.keys(offsets as object), ...Object.keys(times as object)];
    const used = [topic, ...(topics as unknown[]), ...ids.map(topicOf)].filter((one) => one !== undefined);
    return [...used.map(topicNamed), ...(client === undefined ? [] : [clientNamed(client)])];
  },
};

const topicOf = (partition: unknown): string | undefined =>
  typeof partition === 'string' ? /^(.*)-\d+$/.exec(partition)?.[1] : undefined;

/** A group that nobody waits for would show what its instants decide. */
export const spare = (steps: readonly Step[], index: number): boolean =>
  steps[index]!.do !== 'settle' || steps[index - 1]?.do === 'settle';

/** Settings, records of a batch, and fields that a step can do without. What keeps a client from waiting for long stays. */
export const details = (step: Step, index: number): Part[] => [
  ...Object.keys((step['config'] as object | undefined) ?? {})
    .filter((name) => step.do.endsWith('-topic') || !name.endsWith('.ms'))
    .map((name): Part => [index, 'config', name]),
  ...((step['records'] as unknown[] | undefined) ?? []).map((_, record): Part => [index, 'records', record]),
  ...['headers', 'timestamp', 'show'].filter((name) => name in step).map((name): Part => [index, name]),
];
