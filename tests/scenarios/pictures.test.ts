// Every lesson at each of its beats and at its end, drawn as the page draws it at all sizes: nothing lies on anything else, and nothing
// leaves the frame.

import { describe, expect, it } from 'vitest';
import { createModels } from '../../src/engine/broker.ts';
import { directModel } from '../../src/engine/direct/model.ts';
import { logModel } from '../../src/engine/log/model.ts';
import { queueModel } from '../../src/engine/queue/model.ts';
import { worldAt } from '../../src/engine/run.ts';
import { type Frame, frame } from '../../src/geometry/frame.ts';
import { beginningsOf, recentOf } from '../../src/geometry/motion.ts';
import type { Arrangement } from '../../src/geometry/sizes.ts';
import { collisions, outside } from '../../src/geometry/soundness.ts';
import { type Film, filmOf } from '../../src/playback/film.ts';
import type { Place } from '../../src/playback/session-view.ts';
import { runScenario } from '../../src/scenario/compile.ts';
import { inEnglish } from '../../src/scenario/english.ts';
import type { Scenario } from '../../src/scenario/scenario.ts';
import { drawersFor } from '../../src/view/stage/drawers.ts';

const files = import.meta.glob<{ default: Scenario }>('../../simulations/*.ts', { eager: true });
const lessons = Object.values(files)
  .map((file) => inEnglish(file.default))
  .filter(({ lesson }) => lesson);
const models = createModels(logModel, queueModel, directModel);

const SIZES: readonly (readonly [Arrangement, number, number, number])[] = [
  ['desk', 980, 690, 1],
  ['desk', 700, 560, 1],
  ['projector', 1208, 560, 1.6],
  ['phone', 366, 0, 1],
];

async function picture(scenario: Scenario, { run }: Film, at: Place, size: (typeof SIZES)[number]) {
  const [layout, width, height, scale] = size;
  const { position, instant } = at;
  return frame({
    ...{ scenario, world: worldAt(run, position), end: run.world, journal: run.journal, position, instant },
    ...{ recent: recentOf(run, position, instant), beginnings: beginningsOf(run), focus: null },
    ...{ width, height, scale, layout, reduced: false, drawers: await drawersFor(scenario) },
  });
}

const faults = (drawn: Frame) => ({ collisions: collisions(drawn), outside: outside(drawn) });

describe.each(lessons.map((scenario) => [scenario.name, scenario] as const))('%s', (_, scenario) => {
  const run = runScenario({ scenario, seed: scenario.seed, interventions: [] }, models);
  const film = filmOf(run, scenario);
  const moments = [
    ...film.beats.map(({ beat, place }) => [beat.id, place!] as const),
    ['end', film.end] as const,
  ];
  it.each(SIZES)('is drawn soundly: %s %d × %d', async (...size) => {
    for (const [beat, place] of moments)
      expect({ beat, ...faults(await picture(scenario, film, place, size)) }).toEqual({
        beat,
        collisions: [],
        outside: [],
      });
  });
});
