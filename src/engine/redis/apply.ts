// Where each fact of a Redis lane finds what it changes.

import type { Fact } from '../fact.ts';
import type { World } from '../world.ts';
import type { Appliers } from './applier.ts';
import { blockingFacts } from './blocking/apply.ts';
import { connectionFacts } from './connection/apply.ts';
import type { RedisFact } from './fact.ts';
import { groupFacts } from './group/apply.ts';
import { keyspaceFacts } from './keyspace/apply.ts';
import { listFacts } from './list/apply.ts';
import { pubsubFacts } from './pubsub/apply.ts';
import { sortedSetFacts } from './sorted-set/apply.ts';
import type { RedisState } from './state.ts';
import { streamFacts } from './stream/apply.ts';

const APPLIERS: Appliers<RedisFact> = {
  ...connectionFacts,
  ...keyspaceFacts,
  ...listFacts,
  ...sortedSetFacts,
  ...streamFacts,
  ...groupFacts,
  ...blockingFacts,
  ...pubsubFacts,
};

export function applyToRedis(world: World, fact: Fact): void {
  if (fact.of !== 'redis') return;
  const lane = world.lanes[fact.lane]!;
  if (lane.broker !== 'redis') return;
  const applier = APPLIERS[fact.kind] as (world: World, state: RedisState, fact: RedisFact) => void;
  applier(world, lane.state, fact);
}
