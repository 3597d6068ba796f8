// The lessons that exist, in the order of the course. Each is loaded only when it is opened, and with it its words in the page's language.

import loaders from 'words:lessons';
import titles from 'words:en/titles';
import type { Scenario } from './scenario.ts';
import { type ScenarioData, worded } from './words.ts';

export interface LessonEntry {
  readonly name: string;
  readonly number: number;
  readonly part: 1 | 2 | 3 | 4;
  readonly title: string;
  readonly question: string;
  /** The language of its words: the page's own, or English where it has none in that. */
  readonly language: string;
  /** @throws where a file does not arrive */
  load(): Promise<Scenario>;
}

export const parts = [1, 2, 3, 4] as const;

let language = 'en';
let heads: typeof titles = {};

/** From now on lessons have their words in this language, those that have any in it. Called once, before anything is drawn. */
export function tellIn(its: string, titlesInIt: typeof titles): void {
  language = its;
  heads = titlesInIt;
}

export const lessons: readonly LessonEntry[] = [
  lesson(1, 1, 'one-message-two-worlds', () => import('../../simulations/01-one-message-two-worlds.ts')),
  lesson(2, 1, 'many-readers', () => import('../../simulations/02-many-readers.ts')),
  lesson(3, 1, 'the-late-team', () => import('../../simulations/03-the-late-team.ts')),
  lesson(4, 1, 'replay-the-payments', () => import('../../simulations/04-replay-the-payments.ts')),
  lesson(5, 1, 'decoupling', () => import('../../simulations/05-decoupling.ts')),
  lesson(6, 2, 'order-by-key', () => import('../../simulations/06-order-by-key.ts')),
  lesson(7, 2, 'scaling-out', () => import('../../simulations/07-scaling-out.ts')),
  lesson(8, 2, 'rebalance', () => import('../../simulations/08-rebalance.ts')),
  lesson(9, 2, 'retention', () => import('../../simulations/09-retention.ts')),
  lesson(
    10,
    2,
    'compaction-as-source-of-truth',
    () => import('../../simulations/10-compaction-as-source-of-truth.ts'),
  ),
];

function lesson(
  number: number,
  part: LessonEntry['part'],
  name: string,
  data: () => Promise<{ default: ScenarioData }>,
): LessonEntry {
  const load = async (): Promise<Scenario> => {
    const [{ default: scenario }, { default: words }] = await Promise.all([
      data(),
      loaders[entry.language]![name]!(),
    ]);
    const whole = worded(scenario, words);
    // whoever writes a lesson is told what is wrong with it, and where; what is built was checked by the tests
    if (import.meta.env.DEV) (await import('./schema.ts')).checkScenario(whole);
    return whole;
  };
  const entry: LessonEntry = {
    ...{ name, number, part, load },
    get title() {
      return (heads[name] ?? titles[name])!.title;
    },
    get question() {
      return (heads[name] ?? titles[name])!.question;
    },
    get language() {
      return heads[name] ? language : 'en';
    },
  };
  return entry;
}
