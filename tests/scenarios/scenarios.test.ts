// Every scenario in simulations/: it fits the schema, survives JSON, keeps its claims, and, as a lesson, its beats come, its
// bets have exactly one true option, and its challenge is what it says it is. All runs have only the rooms of the broker models that the
// page would load for them.

import { describe, expect, it } from 'vitest';
import { createModels, type Models } from '../../src/engine/broker.ts';
import { directModel } from '../../src/engine/direct/model.ts';
import { logModel } from '../../src/engine/log/model.ts';
import { queueModel } from '../../src/engine/queue/model.ts';
import { redisModel } from '../../src/engine/redis/model.ts';
import {
  advance,
  fork,
  instantAt,
  type Run,
  stepsAt,
  wait,
  worldAt,
  positionAt,
} from '../../src/engine/run.ts';
import { grade } from '../../src/playback/bets.ts';
import { filmOf } from '../../src/playback/film.ts';
import { openChallenge, performDeeds, runScenario } from '../../src/scenario/compile.ts';
import { inEnglish } from '../../src/scenario/english.ts';
import { picture } from '../../src/engine/picture.ts';
import { holds } from '../../src/scenario/predicate.ts';
import type { Action, Claim, Scenario } from '../../src/scenario/scenario.ts';
import { checkScenario } from '../../src/scenario/schema.ts';
import { modelsFor } from '../../src/view/models.ts';

const withAllRooms = createModels(logModel, queueModel, redisModel, directModel);
const files = import.meta.glob<{ default: Scenario }>('../../simulations/*.ts', { eager: true });
const scenarios = await Promise.all(
  Object.entries(files).map(
    async ([path, { default: script }]) =>
      [path.split('/').at(-1)!, inEnglish(script), await modelsFor(inEnglish(script))] as const,
  ),
);

const run = (scenario: Scenario, models: Models): Run =>
  runScenario({ scenario, seed: scenario.seed, interventions: [] }, models);

const actionsOf = (scenario: Scenario): Action[] => [
  ...(scenario.lesson?.beats.flatMap((beat) => beat.actions ?? []) ?? []),
  ...(scenario.lesson?.challenge.actions ?? []),
];

/** The run of a claim: the scenario's own, or one in which somebody acts on the way. */
function runOf(scenario: Scenario, claim: Claim, own: Run): Run {
  let acted = own;
  for (const { at, action } of claim.acts ?? []) {
    acted = fork(acted, stepsAt(acted, positionAt(acted, at)));
    wait(acted, at);
    performDeeds(acted, actionsOf(scenario).find(({ id }) => id === action)!.deeds, scenario.lanes);
    advance(acted, scenario.until);
  }
  return acted;
}

describe.each(scenarios)('%s', (file, scenario, models) => {
  it('fits the schema and is named like its file', () => {
    expect(checkScenario(scenario)).toEqual(scenario);
    expect(file.replace(/^\d+-|\.ts$/g, '')).toBe(scenario.name);
  });

  it('survives JSON', () => {
    expect(JSON.parse(JSON.stringify(scenario))).toEqual(scenario);
  });

  it('gives the same journal twice', () => {
    const journal = (): string => JSON.stringify(run(scenario, models).journal);
    expect(journal()).toBe(journal());
  });

  const own = run(scenario, models);

  it('goes as it would with all rooms, whatever its learner does half-way', () => {
    const half = Math.floor(scenario.until / 2);
    const journals = (whole: Run): string[] =>
      [[], ...actionsOf(scenario).map(({ deeds }) => deeds)].map((deeds) => {
        const acted = fork(whole, stepsAt(whole, positionAt(whole, half)));
        performDeeds(acted, deeds, scenario.lanes);
        advance(acted, scenario.until);
        return JSON.stringify(acted.journal);
      });
    expect(journals(own)).toEqual(journals(run(scenario, withAllRooms)));
  });

  it.each(scenario.claims.map((claim) => [claim.says, claim] as const))('claims: %s', (_, claim) => {
    const acted = runOf(scenario, claim, own);
    const world = worldAt(acted, positionAt(acted, claim.at ?? acted.world.now));
    expect(holds(claim.holds, world), picture(world)).toBe(true);
  });
});

describe.each(scenarios.filter(([, { lesson }]) => lesson))('%s as a lesson', (_, scenario, models) => {
  const lesson = scenario.lesson!;
  const film = filmOf(run(scenario, models), scenario);

  it('reaches every beat, in order, at least 1.2 s of stage time apart', () => {
    const stages = film.beats.map(({ stage }) => stage);
    expect(stages).not.toContain(null);
    for (let i = 1; i < stages.length; i++)
      expect(stages[i]! - stages[i - 1]!, lesson.beats[i]!.id).toBeGreaterThanOrEqual(1200);
  });

  it('lasts 60 to 120 s of stage time', () => {
    const length = film.time.stages.at(-1)!;
    expect(length).toBeGreaterThanOrEqual(60_000);
    expect(length).toBeLessThanOrEqual(120_000);
  });

  it('has one turning point, with a bet before it', () => {
    const turning = lesson.beats.findIndex((beat) => beat.turning);
    expect(lesson.beats.filter((beat) => beat.turning)).toHaveLength(1);
    expect(lesson.beats.slice(0, turning).some((beat) => beat.bet)).toBe(true);
  });

  it.each(
    film.beats.flatMap(({ beat, place }) =>
      beat.bet ? [[beat.bet.question, beat.bet, place!] as const] : [],
    ),
  )('bet: %s has exactly one true option, decided later', (_, bet, place) => {
    const grading = grade(bet, film, place)!;
    expect(grading.answers).toHaveLength(1);
    expect(grading.moment.position).toBeGreaterThan(place.position);
    const before = worldAt(film.run, place.position);
    const settled = bet.options.findIndex((option) => holds(option.holds, before));
    expect(settled, 'true before anything happened').not.toBe(grading.answers[0]);
  });

  describe('challenge', () => {
    const { challenge } = lesson;
    const start = openChallenge(scenario, challenge.from, scenario.seed, models);

    /** The run after an action; null where the page would not offer it. */
    const after = (before: Run, id: string): Run | null => {
      const action = challenge.actions.find((one) => one.id === id)!;
      if (action.unless && holds(action.unless, before.world)) return null;
      const acted = fork(before, before.steps.count);
      performDeeds(acted, action.deeds, scenario.lanes);
      advance(acted, acted.world.now + challenge.runsForMs);
      return acted;
    };

    it('is not solved by waiting', () => {
      const idle = fork(start, start.steps.count);
      advance(idle, instantAt(idle, idle.journal.length) + 10 * challenge.runsForMs);
      expect(holds(challenge.goal, idle.world)).toBe(false);
    });

    it('is solved by the stored solution', () => {
      const solved = challenge.solution.reduce<Run | null>(
        (before, id) => before && after(before, id),
        start,
      );
      expect(solved && holds(challenge.goal, solved.world)).toBe(true);
    });

    it('is solved by nothing shorter, and every hint comes to somebody', () => {
      const reached = new Set<number>();
      let worlds: Run[] = [start];
      for (let actions = 1; actions <= challenge.solution.length; actions++) {
        worlds = worlds.flatMap((before) =>
          challenge.actions.flatMap(({ id }) => {
            const acted = after(before, id);
            if (!acted) return [];
            const solved = holds(challenge.goal, acted.world);
            if (actions < challenge.solution.length)
              expect(solved, `${actions} actions, the last ${id}`).toBe(false);
            if (solved) return [];
            reached.add(challenge.hints.findIndex(({ when }) => holds(when, acted.world)));
            return actions < challenge.solution.length ? [acted] : [];
          }),
        );
      }
      expect([...reached].filter((index) => index >= 0).sort()).toEqual(
        challenge.hints.map((_, index) => index),
      );
    });
  });
});
