// npm run live -- BROKER --runs N: random conversations by seed, each held with the real broker and with the model. A difference is
// asked again before it is believed, shrunk, and printed as a recording. Exit code 0 if there is none, 1 if there are, 2 if
// something is wrong with what was asked.

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { areaOf, writeConversation } from './live/areas.ts';
import type { Broker, RealBroker } from './live/broker.ts';
import type { Conversation } from './live/conversation.ts';
import { judge, partingIn, unsteadyStep, wayOf } from './live/judge.ts';
import { Misuse } from './live/misuse.ts';
import { type Options, readOptions } from './live/options.ts';
import { recordingText } from './live/recording.ts';
import { shrink } from './live/shrink.ts';

export async function main(args: readonly string[]): Promise<number> {
  try {
    const options = readOptions(args);
    const real = options.broker.find(options);
    try {
      return await compare(options, real);
    } finally {
      real.close();
    }
  } catch (error) {
    if (!(error instanceof Misuse)) throw error;
    process.stderr.write(`${error.message}\n`);
    return 2;
  }
}

/** Says of a conversation what came of it. */
type Count = (conversation: Conversation, what: string) => void;

async function compare(options: Options, real: RealBroker): Promise<number> {
  const { broker, runs, seed, areas, threads, stop, keep } = options;
  const counts = new Map<string, Map<string, number>>(areas.map((area) => [area, new Map()]));
  const count: Count = ({ area }, what) => {
    const own = counts.get(area)!;
    own.set(what, (own.get(what) ?? 0) + 1);
  };
  let differences = 0;
  print(`Seeds ${seed} to ${seed + runs - 1}.`);
  for (let begun = 0; begun < runs && differences < stop; begun += 8 * threads) {
    const seeds = Array.from({ length: Math.min(8 * threads, runs - begun) }, (_, n) => seed + begun + n);
    const written = seeds.map((one) =>
      writeConversation(broker, areaOf(broker, one, areas), one, real.settings),
    );
    const different = await differentOf(written, broker, real, count);
    for (const seen of different.slice(0, stop - differences)) {
      const small = await smallest(seen, broker, real);
      print(told(small, broker));
      if (keep !== null) writeFileSync(join(keep, `${small.name}.json`), recordingText(small));
    }
    differences += different.length;
  }
  for (const [area, own] of counts)
    print(`${area}: ${[...own].map(([what, n]) => `${n} ${what}`).join(', ')}`);
  return differences === 0 ? 0 : 1;
}

/** Those of the conversations that differ, as the broker answered twice in a row; all are counted. */
async function differentOf(
  written: readonly Conversation[],
  broker: Broker,
  real: RealBroker,
  count: Count,
): Promise<Conversation[]> {
  const suspects: Conversation[] = [];
  for (const [index, answer] of (await real.ask(written, false)).entries()) {
    const asked = written[index]!;
    if ('trouble' in answer) {
      count(asked, 'unanswered');
      print(`${asked.name}: ${answer.trouble}`);
      continue;
    }
    const verdict = judge(broker.replay, answer.seen);
    if (verdict.is === 'beyond the model') print(`${asked.name}: ${verdict.note}`);
    if (verdict.is === 'different') suspects.push(answer.seen);
    else count(asked, verdict.is);
  }
  const again = await real.ask(suspects, true);
  return suspects.filter((seen, index) => {
    const second = again[index]!;
    const unsteady = 'seen' in second && unsteadyStep(seen, second.seen);
    if (unsteady)
      print(`${seen.name}: ${unsteady.map((step) => JSON.stringify(step)).join('\n  and then ')}`);
    const steady = unsteady === undefined;
    count(seen, steady ? 'different' : 'answered in two ways');
    return steady;
  });
}

/** The least that still differs, and in the same way. */
async function smallest(seen: Conversation, broker: Broker, real: RealBroker): Promise<Conversation> {
  const verdict = judge(broker.replay, seen);
  if (verdict.is !== 'different') return seen;
  const way = wayOf(verdict.difference);
  const ask = async (tries: readonly Conversation[], patient: boolean) =>
    (await real.ask(tries, patient)).map((answer) =>
      'seen' in answer ? partingIn(broker.replay, answer.seen, way) : null,
    );
  const whole = partingIn(broker.replay, seen, way) ?? seen;
  const small = await shrink(broker, whole, (tries) => ask(tries, false));
  const [steady] = await ask([small], true);
  return steady ?? whole;
}

function told(small: Conversation, broker: Broker): string {
  const verdict = judge(broker.replay, small);
  const shown = verdict.is === 'different' ? JSON.stringify(verdict.difference.got) : '';
  return `\n${small.name}: at the last of ${small.steps.length} steps the model shows ${shown}\n${recordingText(small)}`;
}

const print = (line: string): void => void process.stdout.write(`${line}\n`);
