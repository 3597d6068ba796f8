// RabbitMQ 4.0.5 as the engine sees it: where each command finds its rules. The rules are in the files named after the nouns.

import type { BrokerModel, Context } from '../broker.ts';
import type { Command } from '../command.ts';
import { applyToQueue } from './apply.ts';
import { queueClients } from './clients.ts';
import { close, crash, enter, open, qos } from './channel/channel.ts';
import type { QueueCommand, QueueCommandOf } from './command.ts';
import { cancel, consume, get } from './consumer/consumer.ts';
import { copyQueueState, createQueueState, detachQueueState } from './copies.ts';
import { expireQueue } from './declaration/expiry.ts';
import { declareQueue } from './declaration/queue.ts';
import { deleteQueue, purge } from './declaration/removal.ts';
import { restart } from './declaration/restart.ts';
import { recover, settle } from './delivery/settlement.ts';
import { bindOrUnbind } from './exchange/binding.ts';
import { declareExchange, deleteExchange } from './exchange/exchange.ts';
import { publish } from './exchange/publish.ts';
import { lookAtHead } from './order/expiry.ts';
import type { QueueState } from './state.ts';
import { checkStream } from './stream/retention.ts';

/** The broker model of queue lanes. What it answers is said at each command. */
export const queueModel: BrokerModel = {
  kind: 'queue',
  clients: queueClients,
  create: createQueueState,
  decide,
  apply: applyToQueue,
  copy: (state) => copyQueueState(state as QueueState),
  detach: (state) => detachQueueState(state as QueueState),
};

type Rules = {
  readonly [Kind in QueueCommand['kind']]: (context: Context, command: QueueCommandOf<Kind>) => unknown;
};

const RULES_BY_KIND: Rules = {
  'declare-exchange': declareExchange,
  'delete-exchange': deleteExchange,
  'declare-queue': declareQueue,
  'delete-queue': deleteQueue,
  purge,
  bind: bindOrUnbind,
  unbind: bindOrUnbind,
  open,
  close,
  crash,
  qos,
  publish,
  consume,
  cancel,
  get,
  ack: settle,
  nack: settle,
  reject: settle,
  recover,
  restart,
  'expire-messages': lookAtHead,
  'expire-queue': expireQueue,
  'check-stream': checkStream,
};

type Rule = (context: Context, command: QueueCommand) => unknown;

/** A map, because an object with so many names is slow to look in. */
const RULES = new Map(Object.entries(RULES_BY_KIND) as [QueueCommand['kind'], Rule][]);

/** These begin or end a channel, so they do not need one that is open. */
const NEEDS_NO_CHANNEL: ReadonlySet<string> = new Set<QueueCommand['kind']>(['open', 'close', 'crash']);

function decide(context: Context, command: Command): unknown {
  if (command.of !== 'queue') throw new Error(`"${command.kind}" is nothing to ask of a queue.`);
  if ('client' in command && command.client !== undefined && !NEEDS_NO_CHANNEL.has(command.kind)) {
    const closed = enter(context, command.lane, command.client);
    if (closed) return closed;
  }
  return RULES.get(command.kind)!(context, command);
}
