// The lessons that exist, in the order of the course. Each is loaded only when it is opened.

import type { Scenario } from './scenario.ts';

export interface LessonEntry {
  readonly name: string;
  readonly number: number;
  readonly part: 1 | 2 | 3 | 4;
  readonly title: string;
  readonly question: string;
  load(): Promise<Scenario>;
}

export const parts = [
  'What happens to a message',
  'How a log works',
  'When things break',
  'Judgement',
] as const;

export const lessons: readonly LessonEntry[] = [
  {
    name: 'one-message-two-worlds',
    number: 1,
    part: 1,
    title: 'One message, two worlds',
    question: 'Where is a message after it was read?',
    load: async () => (await import('../../simulations/01-one-message-two-worlds.ts')).default,
  },
  {
    name: 'replay-the-payments',
    number: 4,
    part: 1,
    title: 'Replay the payments',
    question: 'The fix is deployed. What about yesterday?',
    load: async () => (await import('../../simulations/04-replay-the-payments.ts')).default,
  },
];
