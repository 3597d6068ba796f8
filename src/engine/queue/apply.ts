// Where each fact of a queue lane finds what it changes.

import type { Fact } from '../fact.ts';
import type { World } from '../world.ts';
import type { Appliers } from './applier.ts';
import { channelFacts } from './channel/apply.ts';
import { consumerFacts } from './consumer/apply.ts';
import { declarationFacts } from './declaration/apply.ts';
import { messageFacts } from './delivery/apply.ts';
import { exchangeFacts } from './exchange/apply.ts';
import type { QueueFact } from './fact.ts';
import type { QueueState } from './state.ts';

const APPLIERS: Appliers<QueueFact> = {
  ...exchangeFacts,
  ...declarationFacts,
  ...channelFacts,
  ...consumerFacts,
  ...messageFacts,
};

/** Makes a fact of a queue lane true, in place. */
export function applyToQueue(world: World, fact: Fact): void {
  if (fact.of !== 'queue') return;
  const lane = world.lanes[fact.lane];
  if (lane?.broker !== 'queue') return;
  const applier = APPLIERS[fact.kind] as (state: QueueState, fact: QueueFact, world: World) => void;
  applier(lane.state, fact, world);
}
