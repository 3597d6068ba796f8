// What the facts change that there are in every run.

import type { Appliers } from './applier.ts';
import { channelFacts } from './channel/apply.ts';
import { consumerFacts } from './consumer/apply.ts';
import { declarationFacts } from './declaration/apply.ts';
import { messageFacts } from './delivery/apply.ts';
import type { QueueFact } from './fact.ts';

export const BASE_FACTS: Partial<Appliers<QueueFact>> = {
  ...declarationFacts,
  ...channelFacts,
  ...consumerFacts,
  ...messageFacts,
};
