// Where each fact of a log lane finds what it changes.

import type { Fact } from '../fact.ts';
import type { World } from '../world.ts';
import type { Appliers } from './applier.ts';
import { consumerFacts } from './consumer/apply.ts';
import type { LogFact } from './fact.ts';
import { groupFacts } from './group/apply.ts';
import { classicGroupFacts } from './group/classic/apply.ts';
import { consumerGroupFacts } from './group/consumer-protocol/apply.ts';
import { producerFacts } from './producer/apply.ts';
import type { LogState } from './state.ts';
import { storageFacts } from './storage/apply.ts';
import { topicFacts } from './topic/apply.ts';

const APPLIERS: Appliers<LogFact> = {
  ...topicFacts,
  ...storageFacts,
  ...producerFacts,
  ...consumerFacts,
  ...groupFacts,
  ...classicGroupFacts,
  ...consumerGroupFacts,
};

export function applyToLog(world: World, fact: Fact): void {
  if (fact.of !== 'log') return;
  const lane = world.lanes[fact.lane]!;
  if (lane.broker !== 'log') return;
  const applier = APPLIERS[fact.kind] as (world: World, state: LogState, fact: LogFact) => void;
  applier(world, lane.state, fact);
}
