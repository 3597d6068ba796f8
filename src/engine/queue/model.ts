// RabbitMQ 4.0.5 as the engine sees it: where each command finds its rules. The rules are in the files named after the nouns.

import type { BrokerModel, Context } from '../broker.ts';
import type { Command } from '../command.ts';
import { applyToQueue } from './apply.ts';
import { close, closeChannel, enter, limit, open } from './channel.ts';
import { cancel, consume, get } from './consumer.ts';
import { copyQueueState, createQueueState, detachQueueState } from './copies.ts';
import { bindOrUnbind, declareExchange, declareQueue, deleteQueue, purge } from './declaration.ts';
import { publish } from './exchange.ts';
import { brokenQueueState } from './invariants.ts';
import { recover, settle } from './settlement.ts';
import type { QueueState } from './state.ts';

/** The broker model of queue lanes. What it answers is said at each command. */
export const queueModel: BrokerModel = {
  kind: 'queue',
  create: createQueueState,
  decide,
  apply: applyToQueue,
  copy: (state) => copyQueueState(state as QueueState),
  detach: (state) => detachQueueState(state as QueueState),
  broken: (lane) => (lane.broker === 'queue' ? brokenQueueState(lane.state) : []),
};

function decide(context: Context, command: Command): unknown {
  if (command.of !== 'queue') throw new Error(`"${command.kind}" is nothing to ask of a queue.`);
  const { lane } = command;
  switch (command.kind) {
    case 'open':
      return open(context, command);
    case 'close':
      return close(context, command);
    case 'crash':
      return closeChannel(context, lane, command.client, 'crashed', 'connection');
  }
  if (command.client !== undefined) {
    const closed = enter(context, lane, command.client);
    if (closed) return closed;
  }
  switch (command.kind) {
    case 'publish':
      return publish(context, command);
    case 'ack':
      return settle(context, lane, command.client, command.tag, command.multiple ?? false, 'ack');
    case 'nack': {
      const verdict = command.requeue ? 'requeue' : 'give-up';
      return settle(context, lane, command.client, command.tag, command.multiple ?? false, verdict);
    }
    case 'reject':
      return settle(
        context,
        lane,
        command.client,
        command.tag,
        false,
        command.requeue ? 'requeue' : 'give-up',
      );
    case 'recover':
      return recover(context, lane, command.client);
    case 'get':
      return get(context, command);
    case 'consume':
      return consume(context, command);
    case 'cancel':
      return cancel(context, command);
    case 'qos':
      return limit(context, lane, command.client, command.prefetch);
    case 'declare-exchange':
      return declareExchange(context, command);
    case 'declare-queue':
      return declareQueue(context, command);
    case 'bind':
    case 'unbind':
      return bindOrUnbind(context, command);
    case 'purge':
      return purge(context, command);
    case 'delete-queue':
      return deleteQueue(context, lane, command.queue);
  }
}
