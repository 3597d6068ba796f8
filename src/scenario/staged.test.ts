// Which lanes a beat has on the stage.

import { expect, test } from 'vitest';
import lessonData from '../../simulations/08-rebalance.ts';
import { inEnglish } from './english.ts';
import { checkScenario, ScenarioError } from './schema.ts';
import { staged } from './staged.ts';

const lesson = inEnglish(lessonData);
const { beats, challenge } = lesson.lesson!;

test('those that it names, in the order of the scenario; all where it names none', () => {
  const onStage = (part: Parameters<typeof staged>[1]) => staged(lesson, part).lanes.map(({ id }) => id);
  expect(onStage(beats[0])).toEqual(['queue', 'eager']);
  expect(onStage(challenge)).toEqual(['eager']);
  expect(onStage({})).toEqual(['queue', 'eager', 'cooperative', 'consumer']);
  expect(staged(lesson, undefined)).toBe(lesson);
});

test('a lane that there is not is an error that names its place', () => {
  const [first, ...others] = beats;
  const wrong = {
    ...lesson,
    lesson: { ...lesson.lesson, beats: [{ ...first, lanes: ['nowhere'] }, ...others] },
  };
  expect(() => checkScenario(wrong)).toThrow(ScenarioError);
  expect(() => checkScenario(wrong)).toThrow('lesson.stands.lanes: there is no lane "nowhere"');
});
