// What the controller knows of a topic: its settings and its partitions by name. Which settings there are is in config.ts.

import type { PartitionId } from '../storage/state.ts';
import type { TopicConfig } from './config.ts';

export interface Topic {
  name: string;
  /** Distinguishes a topic from a deleted one of the same name. */
  id: number;
  config: TopicConfig;
  /** The settings that it says itself, by name; all others are the broker's defaults. */
  overrides: string[];
  partitions: PartitionId[];
}
