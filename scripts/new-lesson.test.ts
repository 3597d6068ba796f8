// What a new lesson begins with is a lesson: it fits the schema, and what the tests ask of every lesson holds for it.

import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { createModels } from '../src/engine/broker.ts';
import { logModel } from '../src/engine/log/model.ts';
import { queueModel } from '../src/engine/queue/model.ts';
import { grade } from '../src/playback/bets.ts';
import { filmOf } from '../src/playback/film.ts';
import { runScenario } from '../src/scenario/compile.ts';
import { holds } from '../src/scenario/predicate.ts';
import { checkScenario } from '../src/scenario/schema.ts';
import { worded } from '../src/scenario/words.ts';
import skeleton from './new-lesson/skeleton.ts';
import words from './new-lesson/skeleton.json';
import { pieces } from './new-lesson.ts';

it('runs: its beats come in good time, its bets have one true option, its claims hold', () => {
  const scenario = { ...worded(skeleton, words) };
  const lesson = { ...scenario.lesson!, number: 1 };
  expect(checkScenario({ ...scenario, lesson })).toBeTruthy();
  const run = runScenario({ scenario, seed: 1, interventions: [] }, createModels(logModel, queueModel));
  const film = filmOf(run, scenario);
  expect(film.time.stages.at(-1)).toBeGreaterThanOrEqual(60_000);
  for (const { beat, place } of film.beats) {
    expect(place, beat.id).not.toBeNull();
    if (beat.bet) expect(grade(beat.bet, film, place!)?.answers, beat.id).toHaveLength(1);
  }
  for (const claim of scenario.claims) expect(holds(claim.holds, run.world), claim.says).toBe(true);
});

it('is written under its own name, with its words and its place in the course', () => {
  const catalog = readFileSync('src/scenario/catalog.ts', 'utf8');
  const written = pieces('my-own', 42, catalog, readFileSync('src/words/en.json', 'utf8'));
  expect(Object.keys(written)).toEqual([
    'simulations/42-my-own.ts',
    'src/scenario/catalog.ts',
    'src/words/en.json',
  ]);
  expect(written['simulations/42-my-own.ts']).toContain(`name: 'my-own'`);
  expect(written['simulations/42-my-own.ts']).toContain('number: 42');
  const entry = `  lesson(42, 1, 'my-own', () => import('../../simulations/42-my-own.ts')),\n`;
  expect(written['src/scenario/catalog.ts']!.replace(entry, '')).toBe(catalog);
  expect(written['src/scenario/catalog.ts']).toContain(entry);
  expect(JSON.parse(written['src/words/en.json']!)).toMatchObject({ lessons: { 'my-own': words } });
});
