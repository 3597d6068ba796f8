// Plain queues: classic, durable, for everybody, without arguments. Most are; what the others have beyond that is in queue.ts, removal.ts
// and expiry.ts, and is asked for.

import type { Context } from '../../broker.ts';
import type { LaneId } from '../../vocabulary.ts';
import type { QueueCommandOf, QueueDeclared, QueueRefusal } from '../command.ts';
import { consumerCount } from '../consumer/rotation.ts';
import { brokerOf, type QueueArguments, type QueueType, type ReadonlyQueue } from '../state.ts';

type Declare = QueueCommandOf<'declare-queue' | 'declare-special'>;

export const isPlain = ({ type, durable, autoDelete, owner, args }: ReadonlyQueue): boolean =>
  type === 'classic' && durable && !autoDelete && owner === null && Object.keys(args).length === 0;

/** Declares a queue; a plain one that is there already stays as it is. */
export function declareQueue(
  context: Context,
  command: QueueCommandOf<'declare-queue'>,
): QueueDeclared | QueueRefusal {
  const { lane, queue: name } = command;
  const present = brokerOf(context.world, lane).queues[name];
  if (asksForMore(command) || (present && !isPlain(present)))
    return context.ask({ ...command, kind: 'declare-special' }) as QueueDeclared | QueueRefusal;
  if (!present) create(context, command);
  return {
    queue: name,
    messages: present?.readyCount ?? 0,
    consumers: present ? consumerCount(present) : 0,
  };
}

const asksForMore = ({ queue, type, durable, autoDelete, exclusive, passive, args }: Declare): boolean =>
  (type ?? 'classic') !== 'classic' ||
  durable === false ||
  autoDelete === true ||
  exclusive === true ||
  passive === true ||
  Object.keys(args ?? {}).length > 0 ||
  queue.startsWith('amq.');

/** A queue that was not there. */
export function create(context: Context, command: Declare): void {
  const { lane, queue, type = 'classic', autoDelete = false, exclusive = false } = command;
  const durable = isDurable(command);
  context.emit({
    ...{ of: 'queue', lane, kind: 'queue-declared', queue, type: type as QueueType, durable, autoDelete },
    owner: exclusive ? (command.client ?? null) : null,
    args: (command.args ?? {}) as QueueArguments,
  });
}

/** An exclusive queue never outlives its connection, whatever is said. RabbitMQ: `rabbit_channel`, queue.declare. */
export const isDurable = ({ durable = true, exclusive = false }: Declare): boolean => durable && !exclusive;

/** The queue is used now: one that may go when it is unused plans anew when it looks. */
export function noteUse(context: Context, lane: LaneId, queue: string): void {
  if (brokerOf(context.world, lane).queues[queue]!.args['x-expires'] !== undefined)
    context.ask({ of: 'queue', kind: 'plan-queue-expiry', lane, queue });
}
