// Named truths about any world, each broker's own among them. Tests check them after every step; a page carries none of them.

import { brokenDirectState } from './direct/invariants.ts';
import { brokenLogState } from './log/invariants.ts';
import { brokenQueueState } from './queue/invariants.ts';
import { brokenRedisState } from './redis/invariants.ts';
import type { Lane, World } from './world.ts';

/** Sentences about what is wrong in a world; none in a sound one. */
export function broken(world: World): string[] {
  const problems: string[] = [];
  for (const { at } of world.agenda.heap)
    if (!Number.isSafeInteger(at)) problems.push(`The agenda has something for ${at}.`);
    else if (at < world.now)
      problems.push(`The agenda has something for ${at}, which is past at ${world.now}.`);
  for (const actor in world.chance)
    if (!Number.isSafeInteger(world.chance[actor])) problems.push(`The draws of ${actor} are not counted.`);
  for (const lane in world.clients.workers)
    for (const [id, worker] of Object.entries(world.clients.workers[lane]!))
      if ((worker.status === 'working') !== (worker.job !== null))
        problems.push(`${lane}: worker ${id} is ${worker.status} ${worker.job ? 'with' : 'without'} a job.`);
  for (const id in world.lanes) {
    const lane = world.lanes[id]!;
    problems.push(...brokenLane(lane).map((problem) => `${id}: ${problem}`));
  }
  return problems;
}

function brokenLane(lane: Lane): string[] {
  switch (lane.broker) {
    case 'log':
      return brokenLogState(lane.state);
    case 'queue':
      return brokenQueueState(lane.state);
    case 'redis':
      return brokenRedisState(lane.state);
    case 'direct':
      return brokenDirectState(lane.state);
  }
}
