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
import { streamFacts } from './stream/apply.ts';

const FACTS: Appliers<QueueFact> = {
  ...exchangeFacts,
  ...declarationFacts,
  ...channelFacts,
  ...consumerFacts,
  ...messageFacts,
  ...streamFacts,
};

type Applier = (state: QueueState, fact: QueueFact, world: World) => void;

/** A map, because an object with so many names is slow to look in. */
const APPLIERS = new Map(Object.entries(FACTS) as [QueueFact['kind'], Applier][]);

/** Makes a fact of a queue lane true, in place. */
export function applyToQueue(world: World, fact: Fact): void {
  const { lane, kind } = fact as QueueFact;
  APPLIERS.get(kind)!(world.lanes[lane]!.state as QueueState, fact as QueueFact, world);
}
