// Random conversations with the broker. After each step the invariants hold; the journal alone rebuilds the world byte for byte;
// copies taken on the way stay as they were.

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { apply } from '../apply.ts';
import { createModels } from '../broker.ts';
import { broken } from '../invariants.ts';
import { advance, createRun, fork, perform, positionAfter, type Run, worldAt } from '../run.ts';
import { copyWorld, createWorld, detachWorld, type Opening, type World } from '../world.ts';
import type { Asked } from './conversation.ts';
import { queueModel } from './model.ts';

const client = fc.constantFrom('c1', 'c2', 'c3');
const queue = fc.constantFrom('a', 'b', 'c', 'd');
const exchange = fc.constantFrom('d', 'f', 't', 'h', 'gone', 'none', '');
const key = fc.constantFrom('a', 'b', 'x', 'a.x');
const tag = fc.oneof(fc.integer({ min: 1, max: 6 }), fc.nat(40));
const flag = fc.boolean();
const rarely = fc.constantFrom(false, false, false, true);
const kind = <Kind extends Asked['kind']>(name: Kind) => fc.constant(name);

const args = fc.record(
  {
    'x-dead-letter-exchange': fc.constantFrom('', 'f'),
    'x-dead-letter-routing-key': key,
    'x-message-ttl': fc.constantFrom(0, 50, 100),
    'x-max-length': fc.nat(3),
    'x-max-length-bytes': fc.nat(4),
    'x-overflow': fc.constantFrom('drop-head', 'reject-publish', 'reject-publish-dlx'),
    'x-single-active-consumer': flag,
    'x-delivery-limit': fc.constantFrom(-1, 0, 1, 2),
    'x-max-priority': fc.nat(3),
    'x-expires': fc.constantFrom(100, 1000),
  },
  { requiredKeys: [] },
);
/** Few of all arguments that there are, so that most declarations are right. */
const fewArgs = fc.tuple(args, fc.nat(), fc.nat()).map(([all, ...picks]) => {
  const names = Object.keys(all);
  return Object.fromEntries(
    Object.entries(all).filter(([name]) => picks.some((pick) => names[pick % 10] === name)),
  );
});

const publish = fc.record(
  {
    ...{ kind: kind('publish'), client, exchange: fc.constantFrom('', '', '', 'd', 'f', 't', 'h'), key },
    ...{ body: fc.constantFrom('m', 'no'), mandatory: flag, send: fc.nat(99), persistent: flag },
    ...{ priority: fc.nat(6), expiration: fc.constantFrom('0', '40', '200') },
    ...{ cc: fc.array(key), bcc: fc.array(key) },
  },
  { requiredKeys: ['kind', 'client', 'exchange', 'key', 'body'] },
);
const consume = fc.record({
  ...{ kind: kind('consume'), client, queue, prefetch: fc.constantFrom(0, 1, 2, 3) },
  ...{ noAck: rarely, exclusive: rarely, priority: fc.nat(2) },
  consumer: fc.constantFrom('t1', 't2', 't3', 't4'),
});
const declareQueue = fc.record(
  {
    ...{ kind: kind('declare-queue'), queue, args: fewArgs, client, autoDelete: rarely, exclusive: rarely },
    type: fc.constantFrom('classic', 'quorum', 'stream'),
  },
  { requiredKeys: ['kind', 'queue', 'args'] },
);
const way = fc.oneof(fc.record({ queue }), fc.record({ to: exchange }));
const bind = fc
  .tuple(fc.record({ kind: fc.constantFrom('bind', 'unbind'), exchange, key }), way)
  .map(([from, to]) => ({ ...from, ...to }));

/** Something asked, or so many milliseconds that pass. */
const command: fc.Arbitrary<Asked | number> = fc.oneof(
  { weight: 10, arbitrary: publish },
  { weight: 4, arbitrary: consume },
  { weight: 3, arbitrary: fc.record({ kind: kind('get'), client, queue, noAck: flag }) },
  { weight: 5, arbitrary: fc.record({ kind: kind('ack'), client, tag, multiple: flag }) },
  { weight: 4, arbitrary: fc.record({ kind: kind('nack'), client, tag, multiple: flag, requeue: flag }) },
  { weight: 2, arbitrary: fc.record({ kind: kind('reject'), client, tag, requeue: flag }) },
  { weight: 3, arbitrary: declareQueue },
  { weight: 2, arbitrary: fc.constantFrom(10, 60, 150, 6000) },
  { weight: 2, arbitrary: bind },
  fc.record({ kind: fc.constantFrom('purge', 'delete-queue'), queue }),
  fc.record({ kind: kind('delete-exchange'), exchange: fc.constantFrom('gone', 't') }),
  fc.record({
    ...{ kind: kind('declare-exchange'), exchange: fc.constant('gone'), type: fc.constant('topic') },
    autoDelete: fc.constant(true),
  }),
  fc.record({ kind: kind('qos'), client, prefetch: fc.nat(3), prefetchGlobal: rarely }),
  fc.record({ kind: kind('open'), client, prefetch: fc.nat(3), prefetchGlobal: rarely }),
  fc.record({ kind: kind('recover'), client }),
  fc.record({ kind: kind('cancel'), client, consumer: fc.constantFrom('t1', 't2', 't3', 't4') }),
  fc.record({ kind: kind('close'), client, how: fc.constantFrom('channel', 'connection') }),
  fc.record({ kind: kind('crash'), client }),
  fc.record({ kind: kind('restart') }),
);

const SETUP: Asked[] = [
  { kind: 'declare-exchange', exchange: 'd', type: 'direct', args: { 'alternate-exchange': 't' } },
  { kind: 'declare-exchange', exchange: 'f', type: 'fanout' },
  { kind: 'declare-exchange', exchange: 't', type: 'topic', durable: false },
  { kind: 'declare-exchange', exchange: 'h', type: 'headers' },
  { kind: 'declare-queue', queue: 'a', args: { 'x-dead-letter-exchange': 'f' } },
  { kind: 'declare-queue', queue: 'b', type: 'quorum', args: { 'x-dead-letter-exchange': '' } },
  { kind: 'bind', exchange: 'f', queue: 'b' },
  { kind: 'bind', exchange: 'd', queue: 'a', key: 'a' },
];

/** Does it, and lets the timers fire that it sets off. */
function play(run: Run, one: Asked | number): void {
  if (typeof one === 'number') advance(run, run.world.now + one);
  else perform(run, { of: 'queue', lane: 'queue', ...one });
}

test('any conversation', () => {
  const opening: Opening = { seed: 0, lanes: [{ id: 'queue', broker: 'queue' }] };
  const models = createModels(queueModel);
  fc.assert(
    fc.property(fc.array(command, { maxLength: 80, size: 'max' }), (commands) => {
      const run = createRun(opening, models);
      const kept: { world: World; text: string; position: number }[] = [];
      for (const [index, one] of [...SETUP, ...commands].entries()) {
        play(run, one);
        expect(broken(run.world)).toEqual([]);
        if (index % 7 !== 0) continue;
        const world = (index % 2 === 0 ? copyWorld : detachWorld)(run.world, models);
        kept.push({
          world,
          text: JSON.stringify(copyWorld(run.world, models)),
          position: run.journal.length,
        });
      }
      const text = JSON.stringify(run.world);
      const again = createWorld(opening, models);
      for (const fact of JSON.parse(JSON.stringify(run.journal)) as typeof run.journal)
        apply(again, fact, models);
      expect(JSON.stringify(again)).toBe(text);

      // looking back, and another future, leave everything as it was
      const middle = run.steps.count >> 1;
      const other = fork(run, middle);
      for (const one of commands) play(other, one);
      for (const { world, text: before, position } of kept) {
        expect(seen(world)).toBe(seen(JSON.parse(before) as World));
        expect(seen(worldAt(run, position) as World)).toBe(seen(world));
      }
      expect(JSON.stringify(run.world)).toBe(text);
      expect(positionAfter(run, middle)).toBeLessThanOrEqual(run.journal.length);
    }),
    { numRuns: 500 },
  );
});

/** A world's text, with of each store only what this world may see. */
const seen = (world: World): string =>
  JSON.stringify(world, (_, value: unknown) => {
    if (typeof value !== 'object' || value === null || !('items' in value) || !('length' in value))
      return value;
    const { items, length } = value as { items: unknown[]; length: number };
    return items.slice(0, length);
  });
