// Settings as a room: what brokers, topics, producers and consumers can be set to beyond what most runs say, and which settings are refused.

import { readConsumerSettings } from './consumer/settings.ts';
import { openConfigured } from './producer/settings.ts';
import type { Room } from './room.ts';
import { createCheckedTopic } from './topic/creation.ts';
import { topicDefaults } from './topic/settings.ts';

export const settingsRoom: Room = {
  rules: {
    'create-checked-topic': createCheckedTopic,
    'open-configured-producer': openConfigured,
    'read-consumer-settings': readConsumerSettings,
  },
  facts: {},
  topicDefaults,
};
