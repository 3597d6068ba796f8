// Exchanges themselves: declaring them, and how they go.

import type { Context } from '../../broker.ts';
import type { LaneId } from '../../vocabulary.ts';
import { refuse } from '../channel/channel.ts';
import type { QueueCommandOf, QueueRefusal } from '../command.ts';
import { accessRefused, preconditionFailed } from '../refusal.ts';
import { brokerOf, type Exchange, type ExchangeType } from '../state.ts';

const TYPES: readonly string[] = ['direct', 'fanout', 'topic', 'headers'] satisfies ExchangeType[];

/** An equal re-declaration changes nothing. RabbitMQ: facts §3.1; `rabbit_channel:handle_method (exchange.declare)`. */
export function declareExchange(
  context: Context,
  command: QueueCommandOf<'declare-exchange'>,
): QueueRefusal | undefined {
  const {
    lane,
    exchange: name,
    type,
    durable = true,
    autoDelete = false,
    args = {},
    client = null,
  } = command;
  const no = (refusal: QueueRefusal) => refuse(context, lane, client, refusal);
  if (!TYPES.includes(type)) return no(preconditionFailed(`unknown exchange type '${type}'`));
  if (name === '') return no(accessRefused('operation not permitted on the default exchange'));
  const present = brokerOf(context.world, lane).exchanges[name];
  const wanted: Exchange = { name, type: type as ExchangeType, durable, autoDelete, args };
  if (present) {
    const unequal = inequivalence(present, wanted);
    return unequal === null ? undefined : no(preconditionFailed(unequal));
  }
  if (name.startsWith('amq.'))
    return no(accessRefused(`exchange name '${name}' contains reserved prefix 'amq.*'`));
  context.emit({ of: 'queue', lane, kind: 'exchange-declared', exchange: wanted });
  return undefined;
}

/** What differs, in RabbitMQ's words, or null. */
function inequivalence(present: Exchange, wanted: Exchange): string | null {
  const said = (property: string, received: unknown, current: unknown) =>
    `inequivalent arg '${property}' for exchange '${present.name}' in vhost '/': ` +
    `received ${String(received)} but current is ${String(current)}`;
  const quoted = (value: unknown) => `'${String(value)}'`;
  if (present.type !== wanted.type) return said('type', quoted(wanted.type), quoted(present.type));
  if (present.durable !== wanted.durable)
    return said('durable', quoted(wanted.durable), quoted(present.durable));
  if (present.autoDelete !== wanted.autoDelete)
    return said('auto_delete', quoted(wanted.autoDelete), quoted(present.autoDelete));
  const [received, current] = [wanted.args['alternate-exchange'], present.args['alternate-exchange']];
  if (received === current) return null;
  const valued = (value: string | undefined) =>
    value === undefined ? 'none' : `the value '${value}' of type 'longstr'`;
  return said('alternate-exchange', valued(received), valued(current));
}

/** Deleting what is not there is no error; with `ifUnused` it must have no bindings. */
export function deleteExchange(
  context: Context,
  command: QueueCommandOf<'delete-exchange'>,
): QueueRefusal | undefined {
  const { lane, exchange: name, ifUnused = false, client = null } = command;
  const no = (refusal: QueueRefusal) => refuse(context, lane, client, refusal);
  const state = brokerOf(context.world, lane);
  if (name === '') return no(accessRefused('operation not permitted on the default exchange'));
  if (name.startsWith('amq.'))
    return no(accessRefused(`deletion of system exchange '${name}' in vhost '/' not allowed`));
  if (!state.exchanges[name]) return undefined;
  if (ifUnused && state.bindings.some((one) => one.exchange === name))
    return no(preconditionFailed(`exchange '${name}' in vhost '/' in use`));
  removeExchange(context, lane, name);
  return undefined;
}

/** An exchange goes with its bindings; auto-delete exchanges that were bound to nothing else go too. */
export function removeExchange(context: Context, lane: LaneId, name: string): void {
  const sources = brokerOf(context.world, lane)
    .bindings.filter((one) => one.to === name)
    .map((one) => one.exchange);
  context.emit({ of: 'queue', lane, kind: 'exchange-deleted', exchange: name });
  dropUnbound(context, lane, sources);
}

/** Those of these exchanges go that are auto-delete and have just lost their last binding. RabbitMQ: facts §1.9. */
export function dropUnbound(context: Context, lane: LaneId, names: readonly string[]): void {
  for (const name of new Set(names)) {
    const state = brokerOf(context.world, lane);
    if (state.exchanges[name]?.autoDelete && !state.bindings.some((one) => one.exchange === name))
      removeExchange(context, lane, name);
  }
}

/** Asked when a queue that they led to is gone. */
export const dropUnboundOf = (context: Context, { lane, exchanges }: QueueCommandOf<'drop-unbound'>): void =>
  dropUnbound(context, lane, exchanges);
