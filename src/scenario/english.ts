// Scenarios in English, for whoever has all words at hand: tests and scripts. The page loads the words of one lesson at a time, catalog.ts.

import english from '../words/en.json';
import type { Scenario } from './scenario.ts';
import { type ScenarioData, type Words, worded } from './words.ts';

/** @param data a lesson without its words, or a bare scenario, which brings its own few */
export const inEnglish = (data: ScenarioData | Scenario): Scenario =>
  worded(data as ScenarioData, (english.lessons as Record<string, Words>)[data.name] ?? {});
