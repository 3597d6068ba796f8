// The verbs of producers.

import { isRefusal, type Refusal } from '../../../src/engine/command.ts';
import type { Appended, NewRecord, ProduceAnswer } from '../../../src/engine/log/producer/command.ts';
import type { Json } from '../json.ts';
import { ask, type Bench, clockOf, pass, stateOf } from './bench.ts';
import { client, done, pick, shown, type Step, type Verbs } from './verb.ts';

export const producingVerbs: Verbs = {
  'open-producer': (bench, step) =>
    done(ask(bench, { kind: 'open-producer', producer: client(step), ...pick(step, 'config') } as never)),
  'close-producer': (bench, step) => done(ask(bench, { kind: 'close-producer', producer: client(step) })),
  produce: (bench, step) => {
    const answer = produce(bench, step, [step]);
    return Array.isArray(answer) ? appended(answer[0]!) : answer;
  },
  'produce-batch': (bench, step) => {
    const answer = produce(bench, step, step['records'] as Json[]);
    if (!Array.isArray(answer)) return answer;
    return step.see && 'shape' in step.see ? { shape: shapeOf(answer) } : { appended: answer.map(appended) };
  },
  'produce-runs': (bench, step) => ({ runsAreMultiples: runsAreMultiples(bench, step) }),
};

const appended = (answer: Appended | Refusal): Json => (isRefusal(answer) ? shown(answer) : { ...answer });

function produce(bench: Bench, step: Step, given: readonly Json[]): (Appended | Refusal)[] | Json {
  const records = given.map((record): NewRecord => {
    const timestamp = record['timestamp'] as number | { ago: number } | undefined;
    const at = typeof timestamp === 'object' ? clockOf(bench) - timestamp.ago : timestamp;
    return {
      ...(pick(record, 'key', 'value', 'partition', 'headers') as object),
      ...(at !== undefined && { timestamp: at }),
    };
  });
  const asked = { kind: 'produce', producer: client(step), topic: step['topic'], records };
  const answer = ask(bench, asked as never) as ProduceAnswer | Refusal;
  // what the broker stamps with its clock it does not stamp alike
  const { config } = stateOf(bench).topics[step['topic'] as string] ?? {};
  if (config?.['message.timestamp.type'] === 'LogAppendTime') pass(bench, 1);
  return isRefusal(answer) ? shown(answer) : [...answer.appended];
}

function shapeOf(answers: readonly (Appended | Refusal)[]): number[] {
  const counts = new Map<number, number>();
  for (const answer of answers)
    if (!isRefusal(answer)) counts.set(answer.partition, (counts.get(answer.partition) ?? 0) + 1);
  return [...counts.values()].sort((a, b) => b - a);
}

function runsAreMultiples(bench: Bench, step: Step): boolean {
  const lengths: number[] = [];
  let last = -1;
  for (let n = 0; n < (step['count'] as number); n++) {
    const answer = produce(bench, step, [{ value: step['value'] }]) as Appended[];
    const { partition } = answer[0]!;
    if (partition === last) lengths[lengths.length - 1]!++;
    else lengths.push(1);
    last = partition;
  }
  return lengths.slice(0, -1).every((length) => length % (step['unit'] as number) === 0);
}
