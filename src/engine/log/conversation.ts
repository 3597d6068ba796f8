// A broker to talk to in tests: asks it as clients do, lets time pass, and shows what they see.

import { createModels } from '../broker.ts';
import { broken } from '../invariants.ts';
import { advance, createRun, perform, type Run } from '../run.ts';
import type { Immutable, Instant } from '../vocabulary.ts';
import type { LogCommand } from './command.ts';
import type { NewRecord, ProduceAnswer } from './producer/command.ts';
import type { PolledRecord } from './consumer/command.ts';
import type { Settings } from './settings.ts';
import type { LogFact } from './fact.ts';
import { logModel } from './model.ts';
import { recordsOf } from './storage/partition.ts';
import { logOf } from './reading.ts';
import type { LogState } from './state.ts';

type Without<Command> = Command extends unknown ? Omit<Command, 'of' | 'lane'> : never;

/** A command without what all have in common. */
export type Asked = Without<LogCommand>;

export interface Conversation {
  readonly run: Run;
  readonly state: Immutable<LogState>;
  /** Asks, and gives the answer after all that follows at the same instant. @throws if an invariant does not hold afterwards. */
  ask(command: Asked): unknown;
  /** Lets time pass up to and including an instant. */
  until(instant: Instant): void;
  /** Sends these records one by one; values where they are text. Where they stand, as `partition@offset`, or the error. */
  send(topic: string, ...records: (NewRecord | string)[]): string[];
  /** Opens a consumer that reads these partitions, or, in a group, these topics. It commits by hand unless its settings say otherwise. */
  open(
    consumer: string,
    reads: { group?: string; partitions?: string[]; topics?: string[]; config?: Settings },
  ): void;
  /** One poll: what it handed over, as `partition@offset`, or the error. */
  poll(consumer: string): string[];
  /** Lets each of them poll, so many times. */
  polls(times: number, ...consumers: string[]): void;
  /** What a new reader could still get, as `offset:value`. */
  content(partition: string): string[];
  /** Facts of a kind, so far. */
  facts<Kind extends LogFact['kind']>(kind: Kind): Extract<LogFact, { kind: Kind }>[];
}

export function converse(settings: object = {}, epoch = 1_800_000_000_000): Conversation {
  const lane = 'log';
  const models = createModels(logModel);
  const run = createRun({ seed: 0, epoch, lanes: [{ id: lane, broker: 'log', settings }] }, models);
  const check = (after: string): void => {
    const problems = broken(run.world);
    if (problems.length > 0) throw new Error(`After ${after}: ${problems.join(' ')}`);
  };
  const ask = (command: Asked): unknown => {
    const answer = perform(run, { of: 'log', lane, ...command });
    advance(run, run.world.now);
    check(JSON.stringify(command));
    return answer;
  };
  const place = (one: { partition: unknown; offset: number } | { error: string }): string =>
    'error' in one ? one.error : `${String(one.partition)}@${one.offset}`;
  const poll = (consumer: string): string[] => {
    const answer = ask({ kind: 'poll', consumer }) as { records: PolledRecord[] } | { error: string };
    return 'error' in answer ? [answer.error] : answer.records.map(place);
  };
  return {
    run,
    get state() {
      return logOf(run.world, lane);
    },
    ask,
    until(instant) {
      advance(run, instant);
      check(`${instant} ms`);
    },
    send(topic, ...records) {
      if (!logOf(run.world, lane).producers['p']) ask({ kind: 'open-producer', producer: 'p' });
      return records.map((one) => {
        const record = typeof one === 'string' ? { value: one } : one;
        const answer = ask({ kind: 'produce', producer: 'p', topic, records: [record] }) as ProduceAnswer;
        return place(answer.appended[0]!);
      });
    },
    open(consumer, { group, partitions, topics, config: given }) {
      const config = { 'enable.auto.commit': false, ...given };
      ask({ kind: 'open-consumer', consumer, config, ...(group !== undefined && { group }) });
      if (partitions) ask({ kind: 'assign', consumer, partitions });
      if (topics) ask({ kind: 'subscribe', consumer, topics });
    },
    poll,
    polls(times, ...consumers) {
      for (let n = 0; n < times; n++) consumers.forEach(poll);
    },
    content: (partition) =>
      recordsOf(logOf(run.world, lane).partitions[partition]!).map(
        ({ offset, record }) => `${offset}:${record.value as string}`,
      ),
    facts: <Kind extends LogFact['kind']>(kind: Kind) =>
      [...run.journal].filter(
        (fact): fact is Extract<LogFact, { kind: Kind }> => fact.of === 'log' && fact.kind === kind,
      ),
  };
}
