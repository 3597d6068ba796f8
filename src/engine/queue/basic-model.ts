// RabbitMQ 4.0.5 as the engine sees it: where each command finds its rules, and each fact what it changes. Both are in the files named
// after the nouns; what only some runs need comes in rooms.

import { tablesOf } from '../rooms.ts';
import type { BrokerModel, Context } from '../broker.ts';
import type { World } from '../world.ts';
import { BASE_FACTS } from './apply.ts';
import { queueClients } from './clients.ts';
import { close, crash, enter } from './channel/channel.ts';
import type { QueueCommand } from './command.ts';
import { consume, get } from './consumer/consumer.ts';
import { copyQueueState, createQueueState, detachQueueState } from './copies.ts';
import { declareQueue } from './declaration/plain.ts';
import type { QueueFact } from './fact.ts';
import type { Room, Rules } from './room.ts';
import type { QueueState } from './state.ts';

/** The broker model of queue lanes with these rooms. What it answers is said at each command. */
export function createQueueModel(...rooms: readonly Room[]): BrokerModel {
  const { rules, facts } = tablesOf<Rule, Applier>([BASE, ...rooms]);
  return {
    kind: 'queue',
    clients: queueClients,
    create: createQueueState,
    decide(context, command) {
      const { kind } = command;
      const rule = rules.get(kind);
      if (command.of !== 'queue' || !rule) throw new Error(`This run has no room for "${kind}".`);
      if ('client' in command && command.client !== undefined && !NEEDS_NO_CHANNEL.has(kind)) {
        const closed = enter(context, command.lane, command.client);
        if (closed) return closed;
      }
      return rule(context, command);
    },
    apply(world, fact) {
      const { lane, kind } = fact as QueueFact;
      facts.get(kind)!(world.lanes[lane]!.state as QueueState, fact as QueueFact, world);
    },
    copy: (state) => copyQueueState(state as QueueState),
    detach: (state) => detachQueueState(state as QueueState),
  };
}

type Rule = (context: Context, command: QueueCommand) => unknown;
type Applier = (state: QueueState, fact: QueueFact, world: World) => void;

const RULES: Partial<Rules> = {
  'declare-queue': declareQueue,
  close,
  crash,
  consume,
  get,
};

/** These begin or end a channel, so they do not need one that is open. */
const NEEDS_NO_CHANNEL: ReadonlySet<string> = new Set<QueueCommand['kind']>(['open', 'close', 'crash']);

/** What every run has. */
const BASE: Room = { rules: RULES, facts: BASE_FACTS };
