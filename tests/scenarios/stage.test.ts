// Every lesson as the page draws it, with just the parts that it loads for it: at each beat and half-way to the next, at each kind of
// stage, nothing lies on anything else, nothing leaves the frame, and what is written can be read.

import { describe, expect, it, test } from 'vitest';
import type { Drawers } from '../../src/geometry/drawers.ts';
import { type Frame, frame } from '../../src/geometry/frame.ts';
import { beginningsOf, recentOf } from '../../src/geometry/motion.ts';
import type { Arrangement } from '../../src/geometry/sizes.ts';
import { collisions, outside, unreadable } from '../../src/geometry/soundness.ts';
import { positionAt, type Run, worldAt } from '../../src/engine/run.ts';
import { filmOf } from '../../src/playback/film.ts';
import { runScenario } from '../../src/scenario/compile.ts';
import { inEnglish } from '../../src/scenario/english.ts';
import type { Scenario } from '../../src/scenario/scenario.ts';
import { staged } from '../../src/scenario/staged.ts';
import type { ScenarioData } from '../../src/scenario/words.ts';
import { modelsFor } from '../../src/view/models.ts';
import { drawersFor } from '../../src/view/stage/drawers.ts';

type Size = readonly [layout: Arrangement, width: number, height: number, scale: number];
const SIZES: readonly Size[] = [
  ['desk', 980, 690, 1],
  ['projector', 1208, 640, 1.6],
  ['phone', 366, 0, 1],
];

const files = import.meta.glob<{ default: ScenarioData }>('../../simulations/*.ts', { eager: true });
const lessons = await Promise.all(
  Object.values(files)
    .map((file) => inEnglish(file.default))
    .filter(({ lesson }) => lesson)
    .map(async (scenario) => {
      const run = runScenario(
        { scenario, seed: scenario.seed, interventions: [] },
        await modelsFor(scenario),
      );
      return [scenario.name, scenario, run, await drawersFor(scenario)] as const;
    }),
);

function picture(
  scenario: Scenario,
  run: Run,
  instant: number,
  [layout, width, height, scale]: Size,
  drawers: Drawers,
): Frame {
  const position = positionAt(run, instant);
  return frame({
    ...{ scenario, world: worldAt(run, position), end: run.world, journal: run.journal, position, instant },
    ...{ recent: recentOf(run, position, instant), beginnings: beginningsOf(run), focus: null },
    ...{ width, height, scale, layout, reduced: false, drawers },
  });
}

describe.each(lessons)('%s', (_, scenario, run, drawers) => {
  const { beats } = filmOf(run, scenario);
  const moments = beats.flatMap(({ beat, place }, i) => {
    const { instant } = place!;
    const next = beats[i + 1]?.place!.instant ?? instant;
    return [instant, Math.floor((instant + next) / 2)].map((at) => [at, staged(scenario, beat)] as const);
  });
  it.each(SIZES)('is sound at %s %d × %d', (...size) => {
    for (const [instant, shown] of moments) {
      const drawn = picture(shown, run, instant, size, drawers);
      const faults = {
        ...{ collisions: collisions(drawn), outside: outside(drawn) },
        unreadable: unreadable(drawn, size[0] === 'projector' ? 24 : 12),
      };
      expect({ instant, ...faults }).toEqual({ instant, collisions: [], outside: [], unreadable: [] });
    }
  });
});

test('a lane has no table of what a service does that never comes to it', () => {
  const [, scenario, run, drawers] = lessons.find(([name]) => name === 'retention')!;
  const { marks } = picture(scenario, run, scenario.until, SIZES[0]!, drawers);
  const heads = marks.flatMap((mark) => ('parts' in mark && /head\/|title/.test(mark.key) ? mark.key : []));
  expect(heads.filter((key) => key.startsWith('queue/effects'))).toEqual(['queue/effects/title']);
  expect(heads.filter((key) => key.startsWith('log/effects/head'))).toHaveLength(2);
});
