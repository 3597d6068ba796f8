// A server to talk to in tests: asks it as clients do, lets time pass, and shows what they see.

import { createModels } from '../broker.ts';
import { isRefusal } from '../command.ts';
import { broken } from '../invariants.ts';
import { advance, createRun, perform, type Run } from '../run.ts';
import { isBlocked } from './blocking/block.ts';
import type { Answer, RedisCommand, Reply } from './command.ts';
import { redisModel } from './model.ts';
import { type ReadonlyRedisState, redisOf } from './state.ts';

export interface Conversation {
  readonly run: Run;
  readonly state: ReadonlyRedisState;
  /** Words as a person types them: the answer, the line of an error, or `'waits'`. @throws if an invariant is broken afterwards */
  ask(client: string, words: string): Reply;
  /** The same for several commands in one transaction. */
  atomic(client: string, ...commands: string[]): Reply;
  crash(client: string): void;
  /** Lets so much time pass. */
  wait(ms: number): void;
  /** Who was woken since it was last looked, and with what; an error by its line. */
  woken(): [string, Reply][];
  /** What listeners were sent since it was last looked, as `client: message`. */
  pushed(): string[];
}

export function converse(settings: object = {}): Conversation {
  const lane = 'redis';
  const models = createModels(redisModel);
  const opening = {
    seed: 0,
    epoch: 1_800_000_000_000,
    lanes: [{ id: lane, broker: 'redis', settings }],
  } as const;
  const run = createRun(opening, models);
  const looked = { woken: 0, pushed: 0 };
  const check = (after: string): void => {
    const problems = broken(run.world);
    if (problems.length > 0) throw new Error(`After ${after}: ${problems.join(' ')}`);
  };
  const tell = (command: RedisCommand): unknown => {
    const answer = perform(run, command);
    check(JSON.stringify(command));
    return answer;
  };
  const wordsOf = (text: string): string[] => text.split(' ').filter((word) => word !== '');
  const plain = (answer: Answer): Reply =>
    isRefusal(answer) ? answer.message : isBlocked(answer) ? 'waits' : answer;
  const factsSince = (look: keyof typeof looked) => {
    const facts = run.journal.slice(looked[look]);
    looked[look] = run.journal.length;
    return facts;
  };
  return {
    run,
    get state() {
      return redisOf(run.world, lane);
    },
    ask: (client, words) =>
      plain(tell({ of: 'redis', kind: 'call', lane, client, argv: wordsOf(words) }) as Answer),
    atomic(client, ...commands) {
      const calls = commands.map(wordsOf);
      const answers = tell({ of: 'redis', kind: 'transact', lane, client, calls }) as Answer[];
      return isRefusal(answers) ? answers.message : answers.map(plain);
    },
    crash: (client) => void tell({ of: 'redis', kind: 'disconnect', lane, client, how: 'crashed' }),
    wait(ms) {
      advance(run, run.world.now + ms);
      check(`${ms} ms`);
    },
    woken: () =>
      factsSince('woken').flatMap((fact): [string, Reply][] =>
        fact.kind === 'client-woken'
          ? [[fact.client, isRefusal(fact.reply) ? fact.reply.message : fact.reply]]
          : fact.kind === 'client-timed-out'
            ? [[fact.client, null]]
            : [],
      ),
    pushed: () =>
      factsSince('pushed').flatMap((fact) =>
        fact.kind === 'message-broadcast' ? fact.to.map(({ client }) => `${client}: ${fact.message}`) : [],
      ),
  };
}
