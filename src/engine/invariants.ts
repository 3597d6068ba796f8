// Named truths about any world. Tests check them after every step; each broker model adds its own.

import type { Models } from './broker.ts';
import type { World } from './world.ts';

/** Sentences about what is wrong in a world; none in a sound one. */
export function broken(world: World, models: Models): string[] {
  const problems: string[] = [];
  for (const { at } of world.agenda.heap)
    if (at < world.now) problems.push(`The agenda has something for ${at}, which is past at ${world.now}.`);
  for (const actor in world.chance)
    if (!Number.isSafeInteger(world.chance[actor])) problems.push(`The draws of ${actor} are not counted.`);
  for (const lane in world.clients.workers)
    for (const [id, worker] of Object.entries(world.clients.workers[lane]!))
      if ((worker.status === 'working') !== (worker.job !== null))
        problems.push(`${lane}: worker ${id} is ${worker.status} ${worker.job ? 'with' : 'without'} a job.`);
  for (const id in world.lanes) {
    const lane = world.lanes[id]!;
    problems.push(...models[lane.broker].broken(lane).map((problem) => `${id}: ${problem}`));
  }
  return problems;
}
