// A broker to talk to in tests: asks it as clients do, and shows what they see.

import { createModels } from '../broker.ts';
import { broken } from '../invariants.ts';
import { perform, createRun, type Run } from '../run.ts';
import { itemAt } from '../store.ts';
import type { QueueCommand } from './command.ts';
import type { QueueFact, QueueFactOf } from './fact.ts';
import { queueModel } from './model.ts';
import { readySequences, unackedOf } from './order/listing.ts';
import { brokerOf, type ReadonlyQueueState } from './state.ts';

type Without<Command> = Command extends unknown ? Omit<Command, 'of' | 'lane'> : never;

/** A command without what all have in common. */
export type Asked = Without<QueueCommand>;

export interface Conversation {
  readonly run: Run;
  /** Asks, and gives the answer. @throws if an invariant does not hold afterwards. */
  readonly ask: (command: Asked) => unknown;
  /** Publishes these bodies to a queue through the default exchange. */
  readonly publish: (queue: string, ...bodies: string[]) => void;
  /** Deliveries since it was last looked, as `consumer:body`; a redelivered one as `consumer:body*`. */
  readonly deliveries: () => string[];
  /** Facts of a kind, so far. */
  readonly facts: <Kind extends QueueFact['kind']>(kind: Kind) => QueueFactOf<Kind>[];
  /** Bodies of the ready messages, in order. */
  readonly ready: (queue: string) => string[];
  /** Bodies of the unacked messages, in order. */
  readonly unacked: (queue: string) => string[];
  readonly state: ReadonlyQueueState;
}

export function converse(): Conversation {
  const lane = 'queue';
  const run = createRun({ seed: 0, lanes: [{ id: lane, broker: 'queue' }] }, createModels(queueModel));
  let looked = 0;
  const ask = (command: Asked): unknown => {
    const answer = perform(run, { of: 'queue', lane, ...command });
    const problems = broken(run.world);
    if (problems.length > 0) throw new Error(`After ${JSON.stringify(command)}: ${problems.join(' ')}`);
    return answer;
  };
  const body = (queue: string, sequence: number) =>
    itemAt(brokerOf(run.world, lane).queues[queue]!.messages, sequence)!.body as string;
  const facts = <Kind extends QueueFact['kind']>(kind: Kind, from = 0) =>
    run.journal
      .slice(from)
      .filter((fact): fact is QueueFactOf<Kind> => fact.of === 'queue' && fact.kind === kind);
  return {
    run,
    ask,
    publish: (queue, ...bodies) =>
      bodies.forEach((one) => ask({ kind: 'publish', client: 'pub', key: queue, body: one })),
    deliveries() {
      const seen = facts('delivered', looked).map(
        (fact) =>
          `${fact.consumer ?? fact.client}:${body(fact.queue, fact.sequence)}${fact.redelivered ? '*' : ''}`,
      );
      looked = run.journal.length;
      return seen;
    },
    facts: (kind) => facts(kind),
    ready: (queue) => readySequences(brokerOf(run.world, lane).queues[queue]!).map((one) => body(queue, one)),
    unacked: (queue) =>
      unackedOf(brokerOf(run.world, lane), queue).map(({ sequence }) => body(queue, sequence)),
    get state() {
      return brokerOf(run.world, lane);
    },
  };
}
