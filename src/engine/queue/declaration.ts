// What is declared on the broker: exchanges, queues and bindings; how they are declared again, purged and deleted.

import type { Context } from '../broker.ts';
import type { LaneId } from '../vocabulary.ts';
import { refuse } from './channel.ts';
import type { QueueCommand, QueueDeclared, QueueRefusal, Removed } from './command.ts';
import { consumersOf, readyCount } from './queue.ts';
import { accessRefused, noExchange, noQueue, preconditionFailed } from './refusal.ts';
import { brokerOf, type QueueArguments, type ReadonlyQueue } from './state.ts';

type Of<Kind extends QueueCommand['kind']> = Extract<QueueCommand, { kind: Kind }>;

/**
 * An equal re-declaration changes nothing. RabbitMQ: facts §3.1.
 * Simplified: exchanges named amq.* are not there beforehand, and their names are not reserved.
 */
export function declareExchange(context: Context, command: Of<'declare-exchange'>): QueueRefusal | undefined {
  const { lane, exchange: name, type, client = null } = command;
  if (name === '')
    return refuse(context, lane, client, accessRefused('operation not permitted on the default exchange'));
  const present = brokerOf(context.world, lane).exchanges[name];
  if (present && present.type !== type)
    return refuse(
      context,
      lane,
      client,
      preconditionFailed(
        `inequivalent arg 'type' for exchange '${name}' in vhost '/': received '${type}' but current is '${present.type}'`,
      ),
    );
  if (!present) context.emit({ of: 'queue', lane, kind: 'exchange-declared', exchange: name, type });
  return undefined;
}

/** The same binding twice is one; unbinding what is not bound is no error. RabbitMQ: facts §1.1, §1.5. */
export function bindOrUnbind(context: Context, command: Of<'bind' | 'unbind'>): QueueRefusal | undefined {
  const { lane, exchange, queue, key = '', client = null } = command;
  const state = brokerOf(context.world, lane);
  if (exchange === '')
    return refuse(context, lane, client, accessRefused('operation not permitted on the default exchange'));
  const bound = state.bindings.some(
    (one) => one.exchange === exchange && one.queue === queue && one.key === key,
  );
  if (command.kind === 'unbind') {
    if (bound) context.emit({ of: 'queue', lane, kind: 'unbound', exchange, queue, key });
    return undefined;
  }
  if (!state.exchanges[exchange]) return refuse(context, lane, client, noExchange(exchange));
  if (!state.queues[queue]) return refuse(context, lane, client, noQueue(queue));
  if (!bound) context.emit({ of: 'queue', lane, kind: 'bound', exchange, queue, key });
  return undefined;
}

/** RabbitMQ: facts §3.1, §3.9. An equal re-declaration changes nothing; a passive one only looks. */
export function declareQueue(context: Context, command: Of<'declare-queue'>): QueueDeclared | QueueRefusal {
  const { lane, queue: name, client = null } = command;
  const args = command.args ?? {};
  const durable = command.durable ?? true;
  const present = brokerOf(context.world, lane).queues[name];
  if (!present && command.passive) return refuse(context, lane, client, noQueue(name));
  if (present && !command.passive) {
    const unequal = inequivalence(present, durable, args);
    if (unequal !== null)
      return refuse(context, lane, client, preconditionFailed(`inequivalent arg ${unequal}`));
  }
  if (!present) {
    // RabbitMQ: a routing key for dead letters without an exchange for them is an invalid argument
    if (args['x-dead-letter-routing-key'] !== undefined && args['x-dead-letter-exchange'] === undefined)
      return refuse(
        context,
        lane,
        client,
        preconditionFailed(
          `invalid arg 'x-dead-letter-routing-key' for queue '${name}' in vhost '/': routing_key_but_no_dlx_defined`,
        ),
      );
    context.emit({ of: 'queue', lane, kind: 'queue-declared', queue: name, durable, args });
  }
  const queue = brokerOf(context.world, lane).queues[name]!;
  return { queue: name, messages: readyCount(queue), consumers: queue.rotation.length + queue.parked.length };
}

/** What differs, in RabbitMQ's words, or null. Arguments that a classic queue does not know may differ. */
function inequivalence(present: ReadonlyQueue, durable: boolean, args: QueueArguments): string | null {
  const where = `for queue '${present.name}' in vhost '/'`;
  if (present.durable !== durable)
    return `'durable' ${where}: received '${durable}' but current is '${present.durable}'`;
  const said = (value: string | undefined) =>
    value === undefined ? 'none' : `the value '${value}' of type 'longstr'`;
  for (const name of ['x-dead-letter-exchange', 'x-dead-letter-routing-key'] as const)
    if (present.args[name] !== args[name])
      return `'${name}' ${where}: received ${said(args[name])} but current is ${said(present.args[name])}`;
  return null;
}

/** Removes what is ready and leaves what is held. RabbitMQ: facts §3.6. */
export function purge(context: Context, command: Of<'delete-queue' | 'purge'>): Removed | QueueRefusal {
  const { lane, queue: name, client = null } = command;
  const queue = brokerOf(context.world, lane).queues[name];
  if (!queue) return refuse(context, lane, client, noQueue(name));
  const removed = readyCount(queue);
  if (removed > 0) context.emit({ of: 'queue', lane, kind: 'queue-purged', queue: name, removed });
  return { removed };
}

/**
 * Drops the queue with everything in it and in its consumers' hands, and cancels the consumers. Deleting what is not
 * there is no error. RabbitMQ: facts §3.6.
 */
export function deleteQueue(context: Context, lane: LaneId, name: string): Removed {
  const queue = brokerOf(context.world, lane).queues[name];
  if (!queue) return { removed: 0 };
  for (const consumer of consumersOf(queue)) {
    const client = brokerOf(context.world, lane).consumers[consumer]!.channel;
    context.emit({
      of: 'queue',
      lane,
      kind: 'consumer-cancelled',
      consumer,
      client,
      queue: name,
      by: 'broker',
    });
  }
  const ready = readyCount(queue);
  context.emit({ of: 'queue', lane, kind: 'queue-deleted', queue: name, ready, unacked: queue.unackedCount });
  return { removed: ready };
}
