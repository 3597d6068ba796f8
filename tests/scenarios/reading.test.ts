// What lessons say can be read: sentences that are not too long, the field's own words and none of its slang, and every technical term
// leading to the glossary where it is first used.

import { describe, expect, it, test } from 'vitest';
import english from '../../src/words/en.json';
import { inEnglish } from '../../src/scenario/english.ts';
import type { Scenario } from '../../src/scenario/scenario.ts';
import { type ScenarioData, spoken } from '../../src/scenario/words.ts';
import { stills } from '../../src/view/glossary/stills.ts';

const files = import.meta.glob<{ default: ScenarioData }>('../../simulations/*.ts', { eager: true });
const lessons = Object.values(files)
  .map((file) => inEnglish(file.default))
  .filter(({ lesson }) => lesson);
const glossary: Readonly<Record<string, { term: string; forms?: readonly string[] }>> = english.glossary;

/** All that a lesson says, by its place. */
function textsOf({ lesson }: Scenario): [string, string][] {
  const { beats, challenge, question, keep, leavesOut } = lesson!;
  const actions = [...beats.flatMap((beat) => beat.actions ?? []), ...challenge.actions];
  return [
    ['question', question],
    ...beats.flatMap(({ id, title, text, bet }): [string, string][] => [
      [`${id}.title`, title],
      [`${id}.text`, text],
      ...(bet
        ? ([
            ['question', bet.question],
            ['because', bet.because],
          ] as const)
        : []
      ).map(([part, said]): [string, string] => [`${id}.bet.${part}`, said]),
      ...(bet?.options ?? []).map((option): [string, string] => [`${id}.bet.${option.id}`, option.says]),
    ]),
    ...actions.flatMap(({ id, label, why }): [string, string][] => [
      [`${id}.label`, label],
      ...(why ? [[`${id}.why`, why] as [string, string]] : []),
    ]),
    ...[challenge.task, challenge.solved].map((said): [string, string] => ['challenge', said]),
    ...challenge.hints.map(({ id, says }): [string, string] => [`challenge.${id}`, says]),
    ...[keep, leavesOut].map((said): [string, string] => ['at the end', said]),
  ];
}

const LONGEST = 28;
const SLANG = /\b(cursors?|pointers?|subscribers?|ticks?)\b/i;

export function faultsOf(text: string): string[] {
  const said = spoken(text);
  const long = said
    .split(/(?<=[.?])\s+/)
    .filter((sentence) => sentence.split(/\s+/).length > LONGEST)
    .map((sentence) => `more than ${LONGEST} words: ${sentence}`);
  const slang = SLANG.exec(said);
  return [
    ...long,
    ...(slang ? [`“${slang[0]}”`] : []),
    ...(said.includes('!') ? ['an exclamation mark'] : []),
  ];
}

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
/** One pattern for all forms of all terms, the longest first, and the term of each form. */
const nameOf = new Map(
  Object.entries(glossary).flatMap(([name, { term, forms = [] }]) =>
    [term, ...forms].map((form) => [form.toLowerCase(), name] as const),
  ),
);
const anyForm = new RegExp(
  `(?<![\\w.-])(?:${[...nameOf.keys()]
    .sort((a, b) => b.length - a.length)
    .map(escaped)
    .join('|')})(?![\\w-]|\\.\\w)`,
  'gi',
);

/** Terms that a lesson's prose uses without a link, or links a second time, or that the glossary does not have. */
export function unlinkedIn(texts: readonly string[]): string[] {
  const seen = new Set<string>();
  const faults: string[] = [];
  for (const text of texts)
    for (const [piece, said, name] of text.matchAll(/\[([^\]]+)\](?:\(([a-z0-9-]+)\))?|[^[]+/g)) {
      const linked = said === undefined ? null : (name ?? said.replaceAll(' ', '-'));
      if (linked !== null) {
        if (!glossary[linked]) faults.push(`${piece} is not in the glossary`);
        if (seen.has(linked)) faults.push(`${piece} is linked again`);
        seen.add(linked);
        continue;
      }
      for (const [form] of piece.matchAll(anyForm)) {
        const term = nameOf.get(form.toLowerCase())!;
        if (!seen.has(term)) faults.push(`“${form}” is first used here: ${text}`);
        seen.add(term);
      }
    }
  return faults;
}

describe.each(lessons.map((scenario) => [scenario.name, scenario] as const))('%s', (_, scenario) => {
  it('can be read', () => {
    const faults = textsOf(scenario).flatMap(([place, text]) =>
      faultsOf(text).map((fault) => `${place}: ${fault}`),
    );
    expect(faults).toEqual([]);
  });

  it('links every technical term where it is first used', () => {
    expect(unlinkedIn(scenario.lesson!.beats.map(({ text }) => text))).toEqual([]);
  });
});

test('every term of the glossary has a still, and says its own', () => {
  expect(Object.keys(stills).sort()).toEqual(Object.keys(glossary).sort());
  const said = Object.values(english.glossary).map(({ says }) => says);
  expect(new Set(said).size).toBe(said.length);
  expect(said.flatMap(faultsOf)).toEqual([]);
});

test('what cannot be read is found', () => {
  expect(faultsOf('Move the cursor!')).toEqual(['“cursor”', 'an exclamation mark']);
  expect(faultsOf(`${'word '.repeat(28)}word.`)).toHaveLength(1);
  expect(unlinkedIn(['An [offset] and offsets', 'a key, [keyed](key)', '[nothing]'])).toEqual([
    '“key” is first used here: a key, [keyed](key)',
    '[keyed](key) is linked again',
    '[nothing] is not in the glossary',
  ]);
});
