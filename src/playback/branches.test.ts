// Futures that a learner made: kept beside the lesson's own run, shown, removed, and had back.

import { expect, test, vi } from 'vitest';
import lessonData from '../../simulations/04-replay-the-payments.ts';
import { createModels } from '../engine/broker.ts';
import { logModel } from '../engine/log/model.ts';
import { queueModel } from '../engine/queue/model.ts';
import { interventionsIn } from '../scenario/interventions.ts';
import { readLink } from './link.ts';
import type { SessionOptions } from './controls.ts';
import { createSession } from './session.ts';
import { inEnglish } from '../scenario/english.ts';

const lesson = inEnglish(lessonData);

// nothing moves here: with reduced motion every way is a jump
vi.stubGlobal('cancelAnimationFrame', () => undefined);

const models = createModels(logModel, queueModel);
const learnt = interventionsIn(lesson).map(({ action }) => action);
const open = (more: SessionOptions = {}) =>
  createSession(lesson, models, { reducedMotion: true, learnt, ...more });
const CRASH = 'by-hand-crash-log-payments';

test('what is done by hand makes a future of its own, and the lesson stays as it was', () => {
  const session = open();
  session.nextBeat();
  const own = session.view.lessonFilm;
  const { instant } = session.view.place;
  session.act(CRASH);
  expect(session.view.branches.map(({ name, on }) => [name, on])).toEqual([['Crash payments', true]]);
  expect(session.view.world.clients.workers['log']!['payments']!.status).toBe('crashed');
  session.showBranch(null);
  expect(session.view.film).toBe(own);
  expect(session.view.place.instant).toBe(instant);
  expect(session.view.world.clients.workers['log']!['payments']!.status).not.toBe('crashed');
  session.showBranch(1);
  expect(session.view.forked).toBe(true);
  expect(session.view.world.clients.workers['log']!['payments']!.status).toBe('crashed');
});

test('acting once more in a future makes another one', () => {
  const session = open();
  session.act(CRASH);
  session.act('by-hand-restart-log-payments');
  expect(session.view.branches.map(({ name }) => name)).toEqual([
    'Crash payments',
    'Crash payments, then start payments again',
  ]);
});

test('a future that is removed can be had back', () => {
  const session = open();
  session.act(CRASH);
  session.removeBranch(1);
  expect(session.view.branches).toEqual([]);
  expect(session.view.forked).toBe(false);
  expect(session.view.removed).toBe('Crash payments');
  session.undoRemove();
  expect(session.view.branches.map(({ id }) => id)).toEqual([1]);
  expect(session.view.removed).toBeNull();
});

test('what would change nothing is not done', () => {
  const session = open();
  session.act('by-hand-restart-log-payments');
  expect(session.view.branches).toEqual([]);
});

test('a link carries what was done by hand', () => {
  const session = open();
  session.nextBeat();
  session.act(CRASH);
  const link = readLink(session.link());
  if (link === null || 'problem' in link) throw new Error('The link cannot be read.');
  const again = open({ link });
  expect(again.view.notes).toEqual([]);
  expect(again.view.branches.map(({ name }) => name)).toEqual(['Crash payments']);
  expect(JSON.stringify(again.view.run.journal)).toBe(JSON.stringify(session.view.run.journal));
});
