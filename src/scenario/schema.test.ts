// What is wrong with a scenario file is said in one sentence that names the field.

import { expect, it } from 'vitest';
import lessonData from '../../simulations/01-one-message-two-worlds.ts';
import { checkScenario } from './schema.ts';
import { inEnglish } from './english.ts';

const lesson = inEnglish(lessonData);

/** The lesson with one thing changed, by its path. */
function changed(path: string, value: unknown): unknown {
  const copy = structuredClone(lesson) as unknown as Record<string, unknown>;
  const steps = path.split('.');
  const last = steps.pop()!;
  const parent = steps.reduce((object, step) => object[step] as Record<string, unknown>, copy);
  parent[last] = value;
  return copy;
}

it.each([
  ['title', undefined, 'title: it is missing; a scenario needs it.'],
  ['seed', 1.5, 'seed: there stands 1.5; right would be a whole number.'],
  [
    'lanes.0.broker',
    'kafka',
    'lanes.0.broker: there stands "kafka"; right would be queue, log, redis or direct.',
  ],
  [
    'steps.0.do',
    'declair',
    'steps.0.do: there stands "declair"; right would be one of the verbs send, route',
  ],
  ['steps.0.in', 'nowhere', 'steps.0.in: there is no lane "nowhere"; the lanes are queue, log.'],
  ['steps.1.in', 'queue', 'steps.1.do: a queue lane cannot create-topic.'],
  ['colour', 'red', 'colour: there is no such field.'],
  [
    'claims.0.holds',
    { equals: 3 },
    'claims.0.holds: there stands {"equals":3}; right would be one of is, atLeast',
  ],
  [
    'claims.0.holds.is.0.queue',
    'nope',
    'claims.0.holds.is.0.queue: there is no queue "nope"; it could be orders',
  ],
  [
    'steps.2.route.as',
    { expiration: 'soon' },
    'steps.2.route.as.expiration: there stands "soon"; right would be milliseconds as text',
  ],
  ['steps.0.args', { 'x-max-lenght': 3 }, 'steps.0.args.x-max-lenght: there is no such field.'],
  ['steps.3.do', 'declare-exchange', 'steps.3.exchange: it is missing'],
  ['lesson.beats.0.text', 'x'.repeat(241), 'lesson.beats.0.text: there stands "xxx'],
])('%s = %j', (path, value, sentence) => {
  expect(() => checkScenario(changed(path, value))).toThrow(sentence);
});

it('refuses what is no scenario at all', () => {
  for (const input of [null, 3, 'text', [], {}]) expect(() => checkScenario(input)).toThrow(/\.$/);
});
