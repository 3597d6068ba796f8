// Random conversations with the broker. After each step the invariants hold; the journal alone rebuilds the world byte for byte;
// copies taken on the way stay as they were.

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { apply } from '../apply.ts';
import { createModels } from '../broker.ts';
import { broken } from '../invariants.ts';
import { createRun, fork, perform, positionAfter, worldAt } from '../run.ts';
import { copyWorld, createWorld, detachWorld, type Opening, type World } from '../world.ts';
import type { Asked } from './conversation.ts';
import { queueModel } from './model.ts';

const client = fc.constantFrom('c1', 'c2', 'c3');
const queue = fc.constantFrom('a', 'b', 'c');
const exchange = fc.constantFrom('d', 'f', 'none', '');
const key = fc.constantFrom('a', 'b', 'x');
const tag = fc.oneof(fc.integer({ min: 1, max: 6 }), fc.nat(40));
const flag = fc.boolean();
const kind = <Kind extends Asked['kind']>(name: Kind) => fc.constant(name);

const args = fc.constantFrom(
  {},
  { 'x-dead-letter-exchange': '' },
  { 'x-dead-letter-exchange': '', 'x-dead-letter-routing-key': 'b' },
  { 'x-dead-letter-exchange': 'f' },
);

const publish = fc.record({
  ...{ kind: kind('publish'), client, exchange: fc.constantFrom('', '', '', 'd', 'f'), key },
  ...{ body: fc.constantFrom('m', 'n'), mandatory: flag, send: fc.nat(99) },
});
const consume = fc.record({
  ...{
    kind: kind('consume'),
    client,
    queue,
    prefetch: fc.constantFrom(0, 1, 2, 3),
    noAck: fc.constantFrom(false, false, true),
  },
  consumer: fc.constantFrom('t1', 't2', 't3', 't4'),
});

const command: fc.Arbitrary<Asked> = fc.oneof(
  { weight: 8, arbitrary: publish },
  { weight: 3, arbitrary: consume },
  { weight: 3, arbitrary: fc.record({ kind: kind('get'), client, queue, noAck: flag }) },
  { weight: 4, arbitrary: fc.record({ kind: kind('ack'), client, tag, multiple: flag }) },
  { weight: 3, arbitrary: fc.record({ kind: kind('nack'), client, tag, multiple: flag, requeue: flag }) },
  { weight: 2, arbitrary: fc.record({ kind: kind('reject'), client, tag, requeue: flag }) },
  fc.record({ kind: kind('declare-queue'), queue, args, client }),
  fc.record({ kind: kind('declare-queue'), queue, args }),
  fc.record({ kind: fc.constantFrom('bind', 'unbind'), exchange, queue, key }),
  fc.record({ kind: fc.constantFrom('purge', 'delete-queue'), queue }),
  fc.record({ kind: kind('qos'), client, prefetch: fc.nat(3) }),
  fc.record({ kind: kind('open'), client, prefetch: fc.nat(3) }),
  fc.record({ kind: kind('recover'), client }),
  fc.record({ kind: kind('cancel'), client, consumer: fc.constantFrom('t1', 't2', 't3', 't4') }),
  fc.record({ kind: kind('close'), client, how: fc.constantFrom('channel', 'connection') }),
  fc.record({ kind: kind('crash'), client }),
);

const SETUP: Asked[] = [
  { kind: 'declare-exchange', exchange: 'd', type: 'direct' },
  { kind: 'declare-exchange', exchange: 'f', type: 'fanout' },
  { kind: 'declare-queue', queue: 'a', args: { 'x-dead-letter-exchange': 'f' } },
  { kind: 'declare-queue', queue: 'b', args: { 'x-dead-letter-exchange': '' } },
  { kind: 'bind', exchange: 'f', queue: 'b' },
  { kind: 'bind', exchange: 'd', queue: 'a', key: 'a' },
];

test('any conversation', () => {
  const opening: Opening = { seed: 0, lanes: [{ id: 'queue', broker: 'queue' }] };
  const models = createModels(queueModel);
  fc.assert(
    fc.property(fc.array(command, { maxLength: 80, size: 'max' }), (commands) => {
      const run = createRun(opening, models);
      const kept: { world: World; text: string; position: number }[] = [];
      for (const [index, one] of [...SETUP, ...commands].entries()) {
        perform(run, { of: 'queue', lane: 'queue', ...one });
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
      for (const one of commands) perform(other, { of: 'queue', lane: 'queue', ...one });
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
