// What became of one thing, told lane by lane from the run's own facts.

import { expect, test } from 'vitest';
import { createModels } from '../engine/broker.ts';
import { logModel } from '../engine/log/model.ts';
import { queueModel } from '../engine/queue/model.ts';
import { runScenario } from '../scenario/compile.ts';
import lessonData from '../../simulations/04-replay-the-payments.ts';
import { filmOf } from './film.ts';
import { storyOf } from './story.ts';
import { inEnglish } from '../scenario/english.ts';

const lesson = inEnglish(lessonData);

const models = createModels(logModel, queueModel);
const run = runScenario({ scenario: lesson, seed: lesson.seed, interventions: [] }, models);
const film = filmOf(run, lesson, { position: 0, instant: 0 });
const story = (of: string) => storyOf(film, lesson.lanes, of);
const says = (of: string, lane: string | null): string[] =>
  story(of)
    ?.parts.find((part) => part.lane === lane)
    ?.told.map((fact) => fact.says) ?? [];

test('a message is followed from its producer through every lane', () => {
  expect(story('send/1')?.title).toBe('Order 2');
  expect(says('send/1', null)).toHaveLength(1);
  const [queue, log] = [says('send/1', 'queue'), says('send/1', 'log')];
  expect(queue.filter((line) => line.includes('acknowledges order 2'))).toHaveLength(1);
  // the group came back for it: the queue could not
  expect(log.filter((line) => line.includes('reads offset 1 of orders-0'))).toHaveLength(2);
  expect(log.some((line) => line.startsWith('Group payments is reset'))).toBe(true);
  expect([...queue, ...log].some((line) => line.includes('order 3'))).toBe(false);
});

test('what came before the first beat is told too', () => {
  const later = filmOf(run, lesson);
  const inAll = storyOf(later, lesson.lanes, 'send/1')!.parts.flatMap((part) => part.told);
  expect(inAll.some(({ position }) => position < later.start.position)).toBe(true);
  expect(inAll).toEqual(story('send/1')!.parts.flatMap((part) => part.told));
});

test('a place in the story is where the fact had just happened', () => {
  const told = story('send/1')!.parts.flatMap((part) => part.told);
  expect(told.map(({ position }) => film.told.find((one) => one.position === position)?.says)).toEqual(
    told.map(({ says: line }) => line),
  );
});

test('a worker has a story in each lane that it works in', () => {
  const parts = story('worker/payments')!.parts;
  expect(parts.map(({ lane }) => lane)).toEqual(['queue', 'log']);
  expect(parts[0]!.told.some(({ says: line }) => line === 'Payments starts.')).toBe(true);
});

test('the effects of a lane are what was done there', () => {
  const parts = story('effects/queue')!.parts;
  expect(parts.map(({ lane }) => lane)).toEqual(['queue']);
  expect(parts[0]!.told.every(({ says: line }) => line.startsWith('Payments: '))).toBe(true);
});

test('what is on no stage has no story', () => {
  expect(story('send/999')).toBeNull();
  expect(story('cloud/nine')).toBeNull();
});
