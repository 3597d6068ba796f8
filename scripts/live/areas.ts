// The areas of Kafka that random conversations are about, and how one of an area is written.

import { writeClassicGroup } from './areas/classic-group.ts';
import { writeCommit } from './areas/commit.ts';
import { writeCompaction } from './areas/compaction.ts';
import { writeConsumerGroup } from './areas/consumer-group.ts';
import { writeFetch } from './areas/fetch.ts';
import { writeOffsets } from './areas/offsets.ts';
import { writeProducing } from './areas/producing.ts';
import { writeRetention } from './areas/retention.ts';
import { writeSegments } from './areas/segments.ts';
import { writeTopics } from './areas/topics.ts';
import { createChance } from './chance.ts';
import type { Conversation, Recorder } from './conversation.ts';
import { createScript, type Script } from './script.ts';

/** By Kafka's names. */
type BrokerSettings = Readonly<Record<string, string>>;

interface Area {
  readonly recorder: Recorder;
  /** The format's word for it. */
  readonly topic: string;
  /** How often it comes, beside the others. */
  readonly weight: number;
  readonly write: (script: Script) => void;
}

export const AREAS: Readonly<Record<string, Area>> = {
  topics: { recorder: 'log', topic: 'segments', weight: 2, write: writeTopics },
  producing: { recorder: 'log', topic: 'partitioner', weight: 2, write: writeProducing },
  segments: { recorder: 'log', topic: 'segments', weight: 2, write: writeSegments },
  retention: { recorder: 'log', topic: 'retention', weight: 2, write: writeRetention },
  offsets: { recorder: 'log', topic: 'offsets', weight: 2, write: writeOffsets },
  compaction: { recorder: 'log', topic: 'compaction', weight: 3, write: writeCompaction },
  fetch: { recorder: 'log', topic: 'fetch', weight: 3, write: writeFetch },
  commit: { recorder: 'group', topic: 'commit', weight: 3, write: writeCommit },
  'classic-group': { recorder: 'group', topic: 'classic-group', weight: 3, write: writeClassicGroup },
  'consumer-group': { recorder: 'group', topic: 'consumer-group', weight: 3, write: writeConsumerGroup },
};

/** Which of these areas the conversation of a seed is about. */
export function areaOf(seed: number, areas: readonly string[]): string {
  return createChance(seed, 'area').weighted(
    ...areas.map((name): [number, string] => [AREAS[name]!.weight, name]),
  );
}

/** The conversation of a seed in an area; always the same one. */
export function writeConversation(area: string, seed: number, settings: BrokerSettings): Conversation {
  const { recorder, topic, write } = AREAS[area]!;
  const script = createScript(seed, area);
  write(script);
  return {
    name: `kafka-${area}-${seed}`,
    recorder,
    area,
    topic,
    about: `Random conversation ${seed} about ${area}.`,
    settings: settingsFor(recorder, settings),
    steps: script.steps,
  };
}

/** Those of the broker's settings that its model may read. Recordings of whole groups are known by theirs. */
function settingsFor(recorder: Recorder, settings: Readonly<Record<string, string>>): Record<string, string> {
  const families = recorder === 'group' ? ['log.', 'group.', 'offsets.'] : ['log.'];
  return Object.fromEntries(
    Object.entries(settings).filter(([name]) => families.some((family) => name.startsWith(family))),
  );
}
