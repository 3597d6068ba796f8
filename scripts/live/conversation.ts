// A conversation in the format log-trace/1: what is asked of a broker step by step, and, once it was asked, what was seen. How its
// steps hang together, so that some of them can be left out.

/** One thing to do, in the words of the format; `see` once a broker was asked. */
export interface Step {
  readonly do: string;
  readonly [field: string]: unknown;
}

/** `log` knows a partition's log and single clients, `group` whole groups; log-trace.md has the habits of each. */
export type Recorder = 'log' | 'group';

export interface Conversation {
  readonly name: string;
  /** Who can hold it with the real broker. */
  readonly recorder: Recorder;
  /** Which of areas.ts it is about; `topic` is the format's word for that. */
  readonly area: string;
  readonly topic: string;
  readonly about: string;
  /** The broker's settings that matter, by Kafka's names. */
  readonly settings: Readonly<Record<string, string>>;
  readonly steps: readonly Step[];
}

const topicNamed = (name: unknown): string => `topic ${String(name)}`;
const clientNamed = (name: unknown): string => `client ${String(name)}`;

/** What a step makes, a topic or a client, for steps after it to use. */
function madeBy({ do: verb, topic, client }: Step): string | undefined {
  if (verb === 'create-topic') return topicNamed(topic);
  return verb.startsWith('open-') ? clientNamed(client) : undefined;
}

/** What a step ends, so that it would have to be made again. */
function endedBy({ do: verb, topic, client }: Step): string | undefined {
  if (verb === 'delete-topic') return topicNamed(topic);
  return verb.startsWith('close-') || verb.startsWith('kill-') ? clientNamed(client) : undefined;
}

/** The topics and clients that a step is about. */
function usedBy({
  topic,
  topics = [],
  client,
  partition,
  partitions,
  offsets = {},
  times = {},
}: Step): string[] {
  // in create-topic, `partitions` is a number of them
  const named = Array.isArray(partitions) ? (partitions as unknown[]) : [];
  const ids = [partition, ...named, ...Object.keys(offsets as object), ...Object.keys(times as object)];
  const used = [topic, ...(topics as unknown[]), ...ids.map(topicOf)].filter((one) => one !== undefined);
  return [...used.map(topicNamed), ...(client === undefined ? [] : [clientNamed(client)])];
}

const topicOf = (partition: unknown): string | undefined =>
  typeof partition === 'string' ? /^(.*)-\d+$/.exec(partition)?.[1] : undefined;

/** Which steps go when these go: what was not made cannot be used. */
export function withDependants(steps: readonly Step[], gone: ReadonlySet<number>): Set<number> {
  const all = new Set(gone);
  /** False for a topic or client whose making was left out, true for one that was made, absent for one never heard of. */
  const there = new Map<string, boolean>();
  for (const [index, step] of steps.entries()) {
    const made = madeBy(step);
    if (usedBy(step).some((name) => name !== made && there.get(name) === false)) all.add(index);
    const kept = !all.has(index);
    if (made !== undefined) there.set(made, kept || there.get(made) === true);
    const ended = endedBy(step);
    if (ended !== undefined && kept) there.delete(ended);
  }
  return all;
}
