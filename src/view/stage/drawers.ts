// Loads the parts of the drawing that a scenario's stage needs beside those that every stage has.

import type { Drawers } from '../../geometry/drawers.ts';
import type { Scenario } from '../../scenario/scenario.ts';

/** What only the full drawing of a queue lane shows, wherever a scenario has it: in its setup, or in an action. */
const QUEUE_BEYOND_PLAIN = /"(args|type|refuses|noAck|count)":|"exchange":"[^"]|(start-worker.*){9}/;
/** The same for a log's lane. */
const LOG_BEYOND_PLAIN =
  /"(partitions|total)":(?!1\b)|segment\.|retention\.|cleanup\.|group\.protocol|"count"|"produce"|delete-records|-2","service"/;

/** @throws if a part does not arrive */
export async function drawersFor(scenario: Scenario): Promise<Drawers> {
  const has = (broker: string): boolean => scenario.lanes.some((lane) => lane.broker === broker);
  const text = JSON.stringify([scenario.steps, scenario.senders, scenario.lesson]);
  const [effects, queue, log, redis, direct] = await Promise.all([
    scenario.expects?.length ? import('../../geometry/effects-drawer.ts') : null,
    has('queue') && QUEUE_BEYOND_PLAIN.test(text) ? import('../../geometry/queue-drawer.ts') : null,
    has('log') && LOG_BEYOND_PLAIN.test(text) ? import('../../geometry/log-drawer.ts') : null,
    has('redis') ? import('../../geometry/redis-drawer.ts') : null,
    has('direct') ? import('../../geometry/direct-drawer.ts') : null,
  ]);
  return {
    ...(effects && { effects: effects.effectsDrawer }),
    ...(queue && { queue: queue.queueDrawer }),
    ...(log && { log: log.logDrawer }),
    ...(redis && { redis: redis.redisDrawer }),
    ...(direct && { direct: direct.directDrawer }),
  };
}
