// Bindings: ways from an exchange to a queue or to another exchange.

import type { Context } from '../../broker.ts';
import type { Immutable } from '../../vocabulary.ts';
import { refuse } from '../channel/channel.ts';
import type { QueueCommandOf, QueueRefusal } from '../command.ts';
import { isLocked } from '../declaration/exclusive.ts';
import { resourceLocked } from '../declaration/refusal.ts';
import { accessRefused, noExchange, noQueue, preconditionFailed } from '../refusal.ts';
import { type Binding, brokerOf, type Table } from '../state.ts';
import { dropUnbound } from './exchange.ts';
import { isMatch } from './headers.ts';

/** Whether two bindings are one: the same way, with the same key and arguments. */
export const isSame = (one: Immutable<Binding>, other: Immutable<Binding>): boolean =>
  one.exchange === other.exchange &&
  one.queue === other.queue &&
  one.to === other.to &&
  one.key === other.key &&
  isEqual(one.args, other.args);

const isEqual = (one: Immutable<Table>, other: Immutable<Table>): boolean => {
  const names = Object.keys(one);
  return (
    names.length === Object.keys(other).length &&
    names.every((name) => name in other && one[name] === other[name])
  );
};

/**
 * The same binding twice is one; unbinding what is not bound is no error. An auto-delete exchange goes with its last binding.
 * RabbitMQ: facts §1.1, §1.5, §1.9.
 */
export function bindOrUnbind(
  context: Context,
  command: QueueCommandOf<'bind' | 'unbind'>,
): QueueRefusal | undefined {
  const { lane, exchange, queue = null, to = null, key = '', args = {}, client = null } = command;
  const state = brokerOf(context.world, lane);
  const no = (refusal: QueueRefusal) => refuse(context, lane, client, refusal);
  if (exchange === '' || to === '')
    return no(accessRefused('operation not permitted on the default exchange'));
  const binding: Binding = { exchange, queue, to, key, args };
  const bound = state.bindings.some((one) => isSame(one, binding));
  if (command.kind === 'bind') {
    if (!state.exchanges[exchange]) return no(noExchange(exchange));
    if (to !== null && !state.exchanges[to]) return no(noExchange(to));
    if (queue !== null && !state.queues[queue]) return no(noQueue(queue));
  }
  if (queue !== null && isLocked(state, queue, client)) return no(resourceLocked(queue));
  if (command.kind === 'unbind') {
    if (bound) {
      context.emit({ of: 'queue', lane, kind: 'unbound', ...binding });
      dropUnbound(context, lane, [exchange]);
    }
    return undefined;
  }
  if (state.exchanges[exchange]!.type === 'headers' && !isMatch(args['x-match']))
    return no(preconditionFailed(`Invalid x-match field value ${JSON.stringify(args['x-match'])}`));
  if (!bound) context.emit({ of: 'queue', lane, kind: 'bound', ...binding });
  return undefined;
}
