// Golden conversations: each text file is a conversation with the engine. A line in braces is asked (a deed, as scenarios write
// them), `wait N` lets time pass; under a rule of dashes stands all that became true, and the world at the end of the stanza.
// `REWRITE_GOLDEN=1 npm run tests -- --project node tests/golden` writes the files anew: read the difference, and know why.

import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { createModels } from '../../src/engine/broker.ts';
import { isRefusal } from '../../src/engine/command.ts';
import type { Fact } from '../../src/engine/fact.ts';
import { logModel } from '../../src/engine/log/model.ts';
import { picture } from '../../src/engine/picture.ts';
import { queueModel } from '../../src/engine/queue/model.ts';
import { redisModel } from '../../src/engine/redis/model.ts';
import { advance, createRun, instantAt, type Run } from '../../src/engine/run.ts';
import { performDeeds } from '../../src/scenario/compile.ts';
import type { Deed, LaneSpec } from '../../src/scenario/scenario.ts';

const models = createModels(logModel, queueModel, redisModel);
const rewrite = process.env.REWRITE_GOLDEN === '1';

/** Plays the questions of a conversation and gives it back with the answers. */
function play(text: string): string {
  const [head = '', ...stanzas] = text.trimEnd().split('\n\n');
  const lanes = lanesOf(head);
  const run = createRun({ seed: 1, lanes }, models);
  const answered = stanzas.map((stanza) => {
    const questions = stanza.split('\n---')[0]!.split('\n');
    const from = run.journal.length;
    const refusals = questions.flatMap((question) => ask(run, question, lanes));
    const facts: string[] = [];
    for (let i = from; i < run.journal.length; i++) {
      const line = lineOf(run.journal.at(i)!);
      if (line) facts.push(`${String(instantAt(run, i + 1)).padStart(6)}  ${line}`);
    }
    return [...questions, '---', ...facts, ...refusals, picture(run.world)].join('\n');
  });
  return `${[head, ...answered].join('\n\n')}\n`;
}

function lanesOf(head: string): LaneSpec[] {
  const line = head.split('\n').find((one) => one.startsWith('lanes '));
  if (!line) throw new Error('A conversation begins with a line like "lanes queue log".');
  return line
    .slice('lanes '.length)
    .split(' ')
    .map((id) => ({
      id,
      broker: id as LaneSpec['broker'],
      title: id,
      about: '',
      settings: { 'group.initial.rebalance.delay.ms': 0 },
    }));
}

function ask(run: Run, question: string, lanes: readonly LaneSpec[]): string[] {
  const wait = /^wait (\d+)$/.exec(question);
  if (wait) {
    advance(run, run.world.now + Number(wait[1]));
    return [];
  }
  return performDeeds(run, [JSON.parse(question) as Deed], lanes)
    .filter(isRefusal)
    .map(({ error, message }) => `refused  ${error}: ${message}`);
}

/** A fact in one line: its kind and what is short in it. */
function lineOf(fact: Fact): string | null {
  if (fact.of === 'agenda') return null;
  const words = Object.entries(fact).flatMap(([name, value]) =>
    name === 'of' ||
    name === 'kind' ||
    value === undefined ||
    (value !== null && typeof value === 'object' && !Array.isArray(value))
      ? []
      : [`${name}=${JSON.stringify(value)}`],
  );
  return [fact.kind, ...words].join(' ');
}

const files = readdirSync(import.meta.dirname).filter((file) => file.endsWith('.txt'));

it.each(files)('%s', (file) => {
  const place = path.join(import.meta.dirname, file);
  const text = readFileSync(place, 'utf8');
  const played = play(text);
  if (rewrite && played !== text) {
    writeFileSync(place, played);
    console.warn(`${file} was rewritten. Read the difference before you commit it.`);
  } else expect(played).toBe(text);
});
