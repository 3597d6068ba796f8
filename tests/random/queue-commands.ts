// What clients of a RabbitMQ may ask in a random conversation: something of everything, and mostly of what is there.

import fc from 'fast-check';
import type { Command } from '../../src/engine/command.ts';
import type { Asked } from '../../src/engine/queue/conversation.ts';
import { itemsOfSorted } from '../../src/engine/queue/order/sorted.ts';
import { brokerOf, type ReadonlyQueueState } from '../../src/engine/queue/state.ts';
import type { ReadonlyWorld } from '../../src/engine/world.ts';
import type { Deed } from './trial.ts';

export const lane = 'queue';

const client = fc.constantFrom('c1', 'c2', 'c3');
const QUEUES = ['a', 'b', 'c', 'd', 'e', 'f'];
const queue = fc.constantFrom(...QUEUES);
const exchange = fc.constantFrom('d', 'f', 't', 'h', 'gone', 'none', '');
const key = fc.constantFrom('a', 'b', 'x', 'a.x');
const flag = fc.boolean();
const rarely = fc.constantFrom(false, false, false, true);
const TAGS = ['t1', 't2', 't3', 't4', 't5'];
const consumer = fc.constantFrom(...TAGS);
const tag = fc.constantFrom(0, 1, 2, 3, 7);
const kind = <Kind extends Asked['kind']>(name: Kind) => fc.constant(name);

/** Few of all arguments that there are, so that most declarations are right. */
const argument: fc.Arbitrary<readonly [string, unknown]> = fc.constantFrom<(readonly [string, unknown])[]>(
  ['x-dead-letter-exchange', ''],
  ['x-dead-letter-exchange', 'f'],
  ['x-dead-letter-routing-key', 'b'],
  ['x-message-ttl', 0],
  ['x-message-ttl', 50],
  ['x-max-length', 0],
  ['x-max-length', 1],
  ['x-max-length', 3],
  ['x-max-length-bytes', 2],
  ['x-max-length-bytes', 4],
  ['x-overflow', 'drop-head'],
  ['x-overflow', 'reject-publish'],
  ['x-overflow', 'reject-publish-dlx'],
  ['x-single-active-consumer', true],
  ['x-delivery-limit', -1],
  ['x-delivery-limit', 0],
  ['x-delivery-limit', 1],
  ['x-max-priority', 2],
  ['x-max-priority', 1],
  ['x-expires', 100],
);
const args = fc
  .tuple(argument, argument, fc.nat(3))
  .map(([one, other, count]) => Object.fromEntries([one, other].slice(0, count)));

const publish = fc.record(
  {
    ...{ kind: kind('publish'), client, exchange: fc.constantFrom('', '', '', 'd', 'f', 't', 'h'), key },
    ...{ body: fc.constantFrom('m', 'no'), mandatory: flag, persistent: flag },
    ...{ priority: fc.nat(6), expiration: fc.constantFrom('0', '40', '200') },
    ...{ cc: fc.constantFrom(['b'], ['x', 'b']), bcc: fc.constant(['a']) },
  },
  { requiredKeys: ['kind', 'client', 'exchange', 'key', 'body'] },
);
const plain = fc.record({
  ...{ kind: kind('publish'), client, key: queue, body: fc.constant('m'), priority: fc.nat(6) },
});
const consume = fc.record({
  ...{ kind: kind('consume'), client, queue, prefetch: fc.constantFrom(0, 1, 1, 2, 3), consumer },
  ...{ noAck: rarely, exclusive: rarely, priority: fc.constantFrom(0, 0, 1, 2) },
});
const declareQueue = fc.record({
  ...{ kind: kind('declare-queue'), queue, args, client },
  ...{ autoDelete: rarely, exclusive: rarely },
  type: fc.constantFrom('classic', 'quorum', 'quorum', 'stream'),
});
const declarePlain = fc.record({
  ...{ kind: kind('declare-queue'), queue, args },
  type: fc.constantFrom('classic', 'quorum'),
});
const declareStream = fc.record({
  ...{ kind: kind('declare-queue'), queue, type: fc.constant('stream') },
  args: fc.constantFrom<Record<string, unknown>>(
    {},
    { 'x-stream-max-segment-size-bytes': 200, 'x-max-length-bytes': 500 },
    { 'x-stream-max-segment-size-bytes': 200, 'x-max-age': '1s' },
  ),
});
const way = fc.oneof(fc.record({ queue }), fc.record({ to: exchange }));
const bind = fc
  .tuple(fc.record({ kind: fc.constantFrom('bind', 'unbind'), exchange, key }), way)
  .map(([from, to]) => ({ ...from, ...to }));

const asked: fc.Arbitrary<Asked> = fc.oneof(
  { weight: 14, arbitrary: plain },
  { weight: 6, arbitrary: publish },
  { weight: 8, arbitrary: consume },
  { weight: 3, arbitrary: fc.record({ kind: kind('get'), client, queue, noAck: flag }) },
  { weight: 9, arbitrary: fc.record({ kind: kind('ack'), client, tag, multiple: rarely }) },
  { weight: 9, arbitrary: fc.record({ kind: kind('nack'), client, tag, multiple: rarely, requeue: flag }) },
  { weight: 4, arbitrary: fc.record({ kind: kind('reject'), client, tag, requeue: flag }) },
  { weight: 3, arbitrary: declareQueue },
  { weight: 2, arbitrary: declarePlain },
  { weight: 2, arbitrary: declareStream },
  { weight: 2, arbitrary: bind },
  { weight: 2, arbitrary: fc.record({ kind: fc.constantFrom('purge', 'delete-queue'), queue }) },
  fc.record({ kind: kind('delete-exchange'), exchange: fc.constantFrom('gone', 't') }),
  fc.record({
    ...{ kind: kind('declare-exchange'), exchange: fc.constant('gone'), type: fc.constant('topic') },
    autoDelete: fc.constant(true),
  }),
  fc.record({ kind: kind('qos'), client, prefetch: fc.nat(3), prefetchGlobal: flag }),
  fc.record({ kind: kind('open'), client, prefetch: fc.nat(3), prefetchGlobal: rarely }),
  { weight: 2, arbitrary: fc.record({ kind: kind('recover'), client }) },
  { weight: 2, arbitrary: fc.record({ kind: kind('cancel'), client, consumer }) },
  fc.record({ kind: kind('close'), client, how: fc.constantFrom('channel', 'connection') }),
  { weight: 2, arbitrary: fc.record({ kind: kind('crash'), client }) },
  fc.record({ kind: kind('restart') }),
);

/** Something asked, or so many milliseconds that pass; `pick` says of which of those that there are. */
export interface Wish {
  readonly asked: Asked | number;
  readonly pick: number;
}

export const wish: fc.Arbitrary<Wish> = fc.record({
  asked: fc.oneof(
    { weight: 16, arbitrary: asked },
    { weight: 1, arbitrary: fc.constantFrom(10, 60, 150, 6000, 4_000_000) },
  ),
  pick: fc.nat(99),
});

/** One wish in ten is taken at its word, whatever there is. */
export function deedsOf(world: ReadonlyWorld, { asked: one, pick }: Wish): readonly Deed[] {
  if (typeof one === 'number') return [one];
  if (pick % 10 === 0) return [commandOf(one)];
  const state = brokerOf(world, lane);
  const wanted = fitting(state, one, pick);
  const isShut = wanted.some((each) => {
    const channel = 'client' in each && each.client !== undefined ? state.channels[each.client] : undefined;
    return channel?.connected && !channel.open;
  });
  const reopen = isShut ? [{ kind: 'open', client: (wanted[0] as { client: string }).client } as const] : [];
  return [...reopen, ...wanted].map(commandOf);
}

/** The same about a queue, a tag or a delivery that is there; nothing where there is none. */
function fitting(state: ReadonlyQueueState, one: Asked, pick: number): readonly Asked[] {
  const queues = Object.keys(state.queues);
  const there = queues[pick % queues.length];
  switch (one.kind) {
    case 'ack':
    case 'nack':
    case 'reject': {
      const held = Object.values(state.channels).flatMap(({ client: holder, unacked }) =>
        itemsOfSorted(unacked).map((each) => ({ client: holder, tag: each.tag })),
      );
      return held.length === 0 ? [] : [{ ...one, ...held[pick % held.length]! }];
    }
    case 'declare-queue': {
      const free = QUEUES.find((name) => !state.queues[name]);
      return free === undefined
        ? [{ kind: 'delete-queue', queue: one.queue }, one]
        : [{ ...one, queue: free }];
    }
    case 'consume': {
      const free = TAGS.find((name) => !state.consumers[name]);
      return free === undefined || there === undefined ? [] : [{ ...one, queue: there, consumer: free }];
    }
    case 'cancel': {
      const found = Object.values(state.consumers)[pick % 3];
      return found ? [{ ...one, client: found.channel, consumer: found.id }] : [];
    }
    case 'get':
    case 'purge':
    case 'delete-queue':
      return there === undefined ? [] : [{ ...one, queue: there }];
    case 'publish':
      return one.exchange === undefined && there !== undefined ? [{ ...one, key: there }] : [one];
    default:
      return [one];
  }
}

const commandOf = (one: Asked): Command => ({ of: 'queue', lane, ...one });

const SETUP: Asked[] = [
  { kind: 'declare-exchange', exchange: 'd', type: 'direct', args: { 'alternate-exchange': 't' } },
  { kind: 'declare-exchange', exchange: 'f', type: 'fanout' },
  { kind: 'declare-exchange', exchange: 't', type: 'topic', durable: false },
  { kind: 'declare-exchange', exchange: 'h', type: 'headers' },
  { kind: 'declare-queue', queue: 'a', args: { 'x-dead-letter-exchange': 'f' } },
  { kind: 'declare-queue', queue: 'b', type: 'quorum', args: { 'x-dead-letter-exchange': '' } },
  { kind: 'declare-queue', queue: 'c', args: { 'x-max-priority': 2 } },
  {
    ...{ kind: 'declare-queue', queue: 'd', type: 'stream' },
    args: { 'x-stream-max-segment-size-bytes': 200, 'x-max-length-bytes': 500 },
  },
  { kind: 'bind', exchange: 'f', queue: 'b' },
  { kind: 'bind', exchange: 'd', queue: 'a', key: 'a' },
  { kind: 'consume', client: 'c1', queue: 'a', consumer: 't1', prefetch: 2 },
  { kind: 'consume', client: 'c2', queue: 'b', consumer: 't2', prefetch: 1 },
];

export const opening: readonly Wish[] = SETUP.map((asked) => ({ asked, pick: 0 }));
