// The areas of Kafka that random conversations are about.

import type { Area } from '../broker.ts';
import { writeClassicGroup } from './areas/classic-group.ts';
import { writeCommit } from './areas/commit.ts';
import { writeCompaction } from './areas/compaction.ts';
import { writeConsumerGroup } from './areas/consumer-group.ts';
import { writeFetch } from './areas/fetch.ts';
import { writeIdempotence } from './areas/idempotence.ts';
import { writeMigration } from './areas/migration.ts';
import { writeOffsets } from './areas/offsets.ts';
import { writeProducing } from './areas/producing.ts';
import { writeRetention } from './areas/retention.ts';
import { writeSegments } from './areas/segments.ts';
import { writeShareGroup } from './areas/share-group.ts';
import { writeTopics } from './areas/topics.ts';
import { writeTransactions } from './areas/transactions.ts';
import { type Script, withPhrases } from './script.ts';

/** `log` knows a partition's log and single clients, `group` whole groups; log-trace.md has the habits of each. */
export type Recorder = 'log' | 'group';

interface KafkaArea extends Area {
  /** Who can hold its conversations with the real broker. */
  readonly recorder: Recorder;
  /** The format's word for it. */
  readonly topic: string;
}

const area = (
  recorder: Recorder,
  topic: string,
  weight: number,
  write: (script: Script) => void,
): KafkaArea => ({ recorder, topic, weight, write: (script) => write(withPhrases(script)) });

export const AREAS: Readonly<Record<string, KafkaArea>> = {
  topics: area('log', 'segments', 2, writeTopics),
  producing: area('log', 'partitioner', 2, writeProducing),
  segments: area('log', 'segments', 2, writeSegments),
  retention: area('log', 'retention', 2, writeRetention),
  offsets: area('log', 'offsets', 2, writeOffsets),
  compaction: area('log', 'compaction', 3, writeCompaction),
  fetch: area('log', 'fetch', 3, writeFetch),
  idempotence: area('log', 'idempotence', 2, writeIdempotence),
  transactions: area('log', 'transaction', 3, writeTransactions),
  commit: area('group', 'commit', 3, writeCommit),
  'classic-group': area('group', 'classic-group', 3, writeClassicGroup),
  'consumer-group': area('group', 'consumer-group', 3, writeConsumerGroup),
  migration: area('group', 'consumer-group', 2, writeMigration),
  'share-group': area('group', 'share-group', 3, writeShareGroup),
};
