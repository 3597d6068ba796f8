// The motion of what has just happened goes on for a moment while the clock stands, and then no frame is asked for any more.

import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import lessonData from '../../simulations/01-one-message-two-worlds.ts';
import { createModels } from '../engine/broker.ts';
import { logModel } from '../engine/log/model.ts';
import { queueModel } from '../engine/queue/model.ts';
import { createSession } from './session.ts';
import { inEnglish } from '../scenario/english.ts';

const lesson = inEnglish(lessonData);

const models = createModels(logModel, queueModel);
let frames: ((now: number) => void)[] = [];
let clock = 0;

beforeEach(() => {
  frames = [];
  clock = 0;
  vi.stubGlobal('performance', { now: () => clock });
  vi.stubGlobal('requestAnimationFrame', (frame: (now: number) => void) => frames.push(frame));
  vi.stubGlobal('cancelAnimationFrame', () => (frames = []));
});
afterEach(() => vi.unstubAllGlobals());

function pass(ms: number): void {
  for (let n = 0; n < ms / 20; n++) {
    clock += 20;
    for (const frame of frames.splice(0)) frame(clock);
  }
}

test('a step forward is seen happening, and ends at rest', () => {
  const session = createSession(lesson, models);
  expect(session.view.ending).toBeNull();
  session.stepForward();
  const { place } = session.view;
  expect(session.view.ending).toBe(0);
  pass(200);
  expect(session.view.ending).toBeGreaterThan(100);
  expect(session.view.place).toEqual(place);
  pass(400);
  expect(session.view.ending).toBeNull();
  expect(frames).toEqual([]);
});

test('a step back is there at once', () => {
  const session = createSession(lesson, models);
  session.toEnd();
  pass(600);
  session.stepBack();
  expect(session.view.ending).toBeNull();
});

test('a moment that was scrubbed to, or stopped at, is shown as it is', () => {
  const session = createSession(lesson, models);
  session.seek(500);
  expect(session.view.ending).toBe(0);
  session.play();
  pass(100);
  session.pause();
  expect([session.view.ending, session.view.playing, frames]).toEqual([0, false, []]);
});

test('with reduced motion nothing moves', () => {
  const session = createSession(lesson, models, { reducedMotion: true });
  session.stepForward();
  expect([session.view.ending, frames]).toEqual([null, []]);
});
