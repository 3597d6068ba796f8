// From a specimen to the few marks that it shows: its run is played, drawn as every stage is, and all but these marks left out.

import { createModels } from '../../engine/broker.ts';
import { logModel } from '../../engine/log/model.ts';
import { queueModel } from '../../engine/queue/model.ts';
import { redisModel } from '../../engine/redis/model.ts';
import { positionAt, type Run, worldAt } from '../../engine/run.ts';
import { frame } from '../../geometry/frame.ts';
import { logDrawer } from '../../geometry/log-drawer.ts';
import type { Mark, Rect } from '../../geometry/mark.ts';
import { beginningsOf, recentOf } from '../../geometry/motion.ts';
import { queueDrawer } from '../../geometry/queue-drawer.ts';
import { redisDrawer } from '../../geometry/redis-drawer.ts';
import { runScenario } from '../../scenario/compile.ts';
import type { Scenario } from '../../scenario/scenario.ts';
import type { Specimen } from './specimen.ts';

const models = createModels(logModel, queueModel, redisModel);
const drawers = { queue: queueDrawer, log: logDrawer, redis: redisDrawer };
const runs = new Map<Scenario, Run>();

export interface Picture extends Rect {
  readonly marks: readonly Mark[];
}

function runOf(scenario: Scenario): Run {
  let run = runs.get(scenario);
  if (!run)
    runs.set(scenario, (run = runScenario({ scenario, seed: scenario.seed, interventions: [] }, models)));
  return run;
}

/** Room round the marks, so that no outline is cut. */
const MARGIN = 6;

/**
 * @param width that the whole picture would have
 * @param scale 1, or 1.6 for a room full of people
 */
export function pictureOf({ scenario, at: instant, shows }: Specimen, width: number, scale: number): Picture {
  const run = runOf(scenario);
  const position = positionAt(run, instant);
  const { marks } = frame({
    ...{ scenario, world: worldAt(run, position), end: run.world, journal: run.journal, position, instant },
    ...{ recent: recentOf(run, position, instant), beginnings: beginningsOf(run), drawers, focus: null },
    ...{ width, height: 0, scale, layout: width < 400 ? 'phone' : 'compact', reduced: true },
  });
  const chosen = marks.filter(({ key }) => shows.test(key));
  // what a worker holds is shown with its worker
  const hands = chosen.some(({ kind }) => kind === 'box');
  const shown = chosen.filter((mark) => hands || mark.kind !== 'card' || !mark.held);
  const left = Math.min(...shown.map(({ x }) => x)) - MARGIN;
  const top = Math.min(...shown.map(({ y }) => y)) - MARGIN;
  const right = Math.max(...shown.map(({ x, w }) => x + w)) + MARGIN;
  const bottom = Math.max(...shown.map(({ y, h }) => y + h)) + MARGIN;
  return { marks: shown, x: left, y: top, w: right - left, h: bottom - top };
}
