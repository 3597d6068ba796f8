// Declaring queues that are more than plain: new ones, and again what is there already.

import type { Context } from '../../broker.ts';
import { refuse } from '../channel/channel.ts';
import type { QueueCommandOf, QueueDeclared, QueueRefusal } from '../command.ts';
import { consumerCount } from '../consumer/rotation.ts';
import { isSingleActive } from '../consumer/rotation.ts';
import { readyCount } from '../order/ready.ts';
import { accessRefused, noQueue, preconditionFailed } from '../refusal.ts';
import { brokerOf, type QueueType, type ReadonlyQueue } from '../state.ts';
import { inequivalence, invalidity } from './arguments.ts';
import { isLocked } from './exclusive.ts';
import { resourceLocked } from './refusal.ts';
import { create, isDurable, noteUse } from './plain.ts';

const TYPES: readonly string[] = ['classic', 'quorum', 'stream'] satisfies QueueType[];

type Declare = QueueCommandOf<'declare-special'>;

/** An equal re-declaration changes nothing; a passive one only looks. RabbitMQ: facts §3.1, §3.2, §3.9. */
export function declareSpecial(context: Context, command: Declare): QueueDeclared | QueueRefusal {
  const { lane, queue: name, client = null, passive = false } = command;
  const state = brokerOf(context.world, lane);
  const present = state.queues[name];
  const refusal = passive
    ? present
      ? isLocked(state, name, client) && resourceLocked(name)
      : noQueue(name)
    : present
      ? differs(present, command)
      : cannotBe(command);
  if (refusal) return refuse(context, lane, client, refusal);
  if (!present) create(context, command);
  const queue = brokerOf(context.world, lane).queues[name]!;
  if (!present || queue.type === 'classic') noteUse(context, lane, name);
  return { queue: name, messages: readyCount(queue), consumers: toldConsumers(queue) };
}

/** Why a queue cannot be as it is wanted. */
function cannotBe(command: Declare): QueueRefusal | null {
  const { queue: name, type = 'classic', args = {} } = command;
  const where = `for queue '${name}' in vhost '/'`;
  if (name.startsWith('amq.')) return accessRefused(`queue name '${name}' contains reserved prefix 'amq.*'`);
  if (!TYPES.includes(type))
    return preconditionFailed(`invalid arg 'x-queue-type' ${where}: "unsupported queue type '${type}'"`);
  const invalid = invalidity(name, type as QueueType, args);
  if (invalid !== null) return preconditionFailed(invalid);
  if (type === 'classic') return null;
  const property =
    command.durable === false
      ? 'non-durable'
      : command.autoDelete
        ? 'auto-delete'
        : command.exclusive
          ? 'exclusive-owner'
          : null;
  return property === null ? null : preconditionFailed(`invalid property '${property}' ${where}`);
}

/** What of a queue that is there differs from how it is declared again. RabbitMQ: `rabbit_amqqueue:assert_equivalence`. */
function differs(present: ReadonlyQueue, command: Declare): QueueRefusal | null {
  const { type = 'classic', autoDelete = false, exclusive = false, client = null } = command;
  const durable = isDurable(command);
  const unequal = (property: string, received: unknown, current: unknown) =>
    preconditionFailed(
      `inequivalent arg '${property}' for queue '${present.name}' in vhost '/': ` +
        `received '${String(received)}' but current is '${String(current)}'`,
    );
  if (present.owner !== (exclusive ? client : null)) return resourceLocked(present.name);
  if (present.durable !== durable) return unequal('durable', durable, present.durable);
  if (present.autoDelete !== autoDelete) return unequal('auto_delete', autoDelete, present.autoDelete);
  if (present.type !== type) return unequal('x-queue-type', type, present.type);
  const argument = inequivalence(present.name, present.args, command.args ?? {});
  return argument === null ? null : preconditionFailed(argument);
}

/** A quorum queue with a single active consumer tells of no other, a stream of none at all. RabbitMQ: facts §3.9. */
function toldConsumers(queue: ReadonlyQueue): number {
  if (queue.type === 'stream') return 0;
  if (queue.type === 'quorum' && isSingleActive(queue)) return queue.active === null ? 0 : 1;
  return consumerCount(queue);
}
