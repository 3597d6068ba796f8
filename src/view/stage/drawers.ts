// Loads the parts of the drawing that a scenario's stage needs beside those that every stage has.

import type { Drawers } from '../../geometry/drawers.ts';
import type { Scenario } from '../../scenario/scenario.ts';

/** What only the full drawing of a queue lane shows, wherever a scenario has it: in its setup, or in an action. */
const BEYOND_PLAIN = /"(args|type|refuses|noAck|count)":|"exchange":"[^"]|(start-worker.*){9}/;

/** @throws if a part does not arrive */
export async function drawersFor(scenario: Scenario): Promise<Drawers> {
  const has = (broker: string): boolean => scenario.lanes.some((lane) => lane.broker === broker);
  const text = JSON.stringify([scenario.steps, scenario.senders, scenario.lesson]);
  const [effects, queue] = await Promise.all([
    text.includes('"effects":') ? import('../../geometry/effects-drawer.ts') : null,
    has('queue') && BEYOND_PLAIN.test(text) ? import('../../geometry/queue-drawer.ts') : null,
  ]);
  return {
    ...(effects && { effects: effects.effectsDrawer }),
    ...(queue && { queue: queue.queueDrawer }),
  };
}
