// Scenarios and the rooms that their runs need.

import { expect, test } from 'vitest';
import { lessons } from './catalog.ts';
import { roomsOf } from './rooms.ts';

test('transactions need the room of batches too', () => {
  for (const data of [
    { config: { 'transactional.id': 'x' } },
    { config: { 'isolation.level': 'read_committed' } },
  ])
    expect([...roomsOf(data)], JSON.stringify(data)).toEqual(['settings', 'batching', 'transactions']);
  expect([...roomsOf({ plan: [{ at: 5, do: 'begin-transaction', producer: 'p' }] })]).toContain(
    'transactions',
  );
  expect([...roomsOf({ config: { 'isolation.level': 'read_uncommitted' } })]).toEqual(['settings']);
});

test('a setting asks for its rooms, however deep it stands', () => {
  const setup = [{ command: { kind: 'create-topic', config: { 'cleanup.policy': 'compact,delete' } } }];
  expect([...roomsOf({ setup })]).toEqual(['settings', 'cleaner']);
  expect([...roomsOf({ actions: [{ spec: { config: { 'group.protocol': 'consumer' } } }] })]).toEqual([
    'settings',
    'consumer-protocol',
    'assignors',
  ]);
  expect([...roomsOf({ config: { 'partition.assignment.strategy': 'sticky' } })]).toContain('assignors');
  expect([...roomsOf({ setup: [{ do: 'declare-queue', type: 'stream' }] })]).toEqual([
    'declarations',
    'streams',
  ]);
});

test('settings that most consumers have ask for none, all others for the room of settings', () => {
  expect([...roomsOf({ config: { 'max.poll.records': 1, 'auto.offset.reset': 'earliest' } })]).toEqual([]);
  expect([...roomsOf({ config: { 'max.poll.records': 0 } })]).toEqual(['settings']);
  expect([...roomsOf({ config: { 'retention.ms': 5 } })]).toEqual(['settings']);
  expect([...roomsOf({ lanes: [{ settings: { 'group.max.size': 5 } }] })]).toEqual([]);
  expect([...roomsOf({ lanes: [{ settings: { 'log.retention.ms': 5 } }] })]).toEqual(['settings']);
});

test('settings that stay with the defaults ask for no room of their subject', () => {
  const config = {
    'cleanup.policy': 'delete',
    'group.protocol': 'classic',
    'partition.assignment.strategy': 'range',
  };
  expect([...roomsOf({ config })]).toEqual(['settings']);
});

test('any exchange but the default one asks for the room of exchanges', () => {
  expect([...roomsOf([{ do: 'bind', exchange: 'e' }, { route: { exchange: 'e' } }])]).toEqual(['exchanges']);
  expect([...roomsOf({ args: { 'x-dead-letter-exchange': 'e' } })]).toContain('exchanges');
  expect([...roomsOf({ route: { exchange: '', key: 'q' } })]).toEqual([]);
});

test('whatever may lose a message asks for the room of losses', () => {
  for (const step of [{ args: {} }, { expiration: '5' }, { type: 'quorum' }, { refuses: { requeue: false } }])
    expect([...roomsOf({ steps: [step] })], JSON.stringify(step)).toContain('losses');
  expect([...roomsOf({ refuses: { requeue: true } })]).not.toContain('losses');
});

test('a queue that is more than plain asks for the room of declarations', () => {
  const declared = (more: object) => [...roomsOf([{ do: 'declare-queue', queue: 'q', ...more }])];
  expect(declared({})).toEqual([]);
  expect(declared({ autoDelete: true })).toEqual(['declarations']);
  expect(declared({ type: 'quorum' })).toContain('declarations');
  expect([...roomsOf([{ do: 'purge', queue: 'q' }])]).toEqual(['declarations']);
});

test('records without a partition of their own ask for the room of batching', () => {
  for (const part of [
    { route: { topic: 't', keyed: false } },
    { list: [{ at: 1, key: null }] },
    { do: 'produce' },
  ])
    expect([...roomsOf({ part })], JSON.stringify(part)).toEqual(['batching']);
  expect([...roomsOf({ route: { topic: 't' }, list: [{ at: 1, key: 'k' }] })]).toEqual([]);
});

test('a step that is taken by hand asks for its room', () => {
  expect([...roomsOf({ plan: [{ at: 5, do: 'publish', key: 'q', body: 'b' }] })]).toEqual(['queue-by-hand']);
  expect([...roomsOf({ spec: { refuses: { orders: ['1'], requeue: true } } })]).toEqual(['queue-by-hand']);
  expect([...roomsOf({ plan: [{ at: 5, do: 'reset-offsets', group: 'g' }] })]).toEqual(['by-hand']);
});

test('the first lesson needs no room, so that it comes quickly', async () => {
  expect([...roomsOf(await lessons[0]!.load())]).toEqual([]);
});
