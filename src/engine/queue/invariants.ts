// Truths about a queue lane that hold between two steps, whatever happened.

import { hasRoom } from './dispatch.ts';
import { consumersOf, isReady, readyCount, readySequences, unackedOf } from './queue.ts';
import { itemsOfSorted, type ReadonlySorted } from './sorted.ts';
import type { ReadonlyQueue, ReadonlyQueueState } from './state.ts';

/** Sentences about what is wrong; none in a sound state. */
export function brokenQueueState(state: ReadonlyQueueState): string[] {
  return [
    ...Object.values(state.queues).flatMap((queue) => brokenQueue(state, queue)),
    ...brokenBindings(state),
    ...brokenChannels(state),
    ...brokenConsumers(state),
  ];
}

function brokenQueue(state: ReadonlyQueueState, queue: ReadonlyQueue): string[] {
  const wrong: string[] = [];
  const { name, messages, returned } = queue;
  const ready = readySequences(queue);
  const unacked = unackedOf(state, name).map((one) => one.sequence);

  // each message is in exactly one place
  const held = new Set(unacked);
  if (held.size !== unacked.length) wrong.push(`${name}: a message is in two hands.`);
  for (const sequence of unacked) {
    if (isReady(queue, sequence)) wrong.push(`${name}: message ${sequence} is ready and unacked.`);
    if (sequence >= queue.head)
      wrong.push(`${name}: message ${sequence} is unacked but was never delivered.`);
  }
  if (new Set(ready).size !== ready.length) wrong.push(`${name}: a message is ready twice.`);
  if (ready.length !== readyCount(queue)) wrong.push(`${name}: ready messages are miscounted.`);
  if (!ascends(ready)) wrong.push(`${name}: ready messages are out of order.`);
  wrong.push(...brokenList(`${name}: returned messages`, returned));
  if (itemsOfSorted(returned).some((sequence) => sequence >= queue.head))
    wrong.push(`${name}: a message came back that was never away.`);
  if (unacked.length !== queue.unackedCount) wrong.push(`${name}: unacked messages are miscounted.`);
  const gone = queue.acked + queue.deadLettered + queue.dropped + queue.purged;
  if (ready.length + unacked.length + gone !== messages.length)
    wrong.push(
      `${name}: of ${messages.length} messages ${ready.length} are ready, ${unacked.length} unacked, ${gone} gone.`,
    );

  // nobody idles beside work
  const readers = consumersOf(queue);
  if (ready.length > 0 && readers.some((id) => state.consumers[id] && hasRoom(state.consumers[id])))
    wrong.push(`${name}: a consumer with room waits beside ${ready.length} ready messages.`);
  for (const id of queue.parked)
    if (state.consumers[id] && hasRoom(state.consumers[id]))
      wrong.push(`${name}: ${id} is parked with room.`);
  const registered = Object.values(state.consumers).filter((consumer) => consumer.queue === name);
  if (
    new Set(readers).size !== readers.length ||
    registered.length !== readers.length ||
    registered.some(({ id }) => !readers.includes(id))
  )
    wrong.push(`${name}: its rotation is not its consumers.`);
  return wrong;
}

function brokenBindings(state: ReadonlyQueueState): string[] {
  const keys = state.bindings.map(({ exchange, queue, key }) => JSON.stringify([exchange, queue, key]));
  return [
    ...(new Set(keys).size === keys.length ? [] : ['A binding is there twice.']),
    ...state.bindings
      .filter(({ exchange, queue }) => !state.exchanges[exchange] || !state.queues[queue])
      .map(
        ({ exchange, queue }) => `A binding leads from "${exchange}" to "${queue}", and one is not there.`,
      ),
  ];
}

function brokenChannels(state: ReadonlyQueueState): string[] {
  const wrong: string[] = [];
  for (const { client, open, connected, tags, unacked } of Object.values(state.channels)) {
    wrong.push(
      ...brokenList(`${client}: its tags`, {
        ...unacked,
        pieces: unacked.pieces.map((p) => p.map((o) => o.tag)),
      }),
    );
    const held = itemsOfSorted(unacked);
    if (open && !connected) wrong.push(`${client}: a channel is open without a connection.`);
    if (!open && held.length > 0) wrong.push(`${client}: a closed channel holds messages.`);
    if (held.some(({ tag }) => tag > tags || tag < 1))
      wrong.push(`${client}: holds a tag that was never given.`);
    if (held.some(({ queue }) => queue !== null && !state.queues[queue]))
      wrong.push(`${client}: holds a message of a queue that is gone.`);
  }
  return wrong;
}

function brokenConsumers(state: ReadonlyQueueState): string[] {
  const wrong: string[] = [];
  for (const consumer of Object.values(state.consumers)) {
    const { id, channel, prefetch, noAck, unackedCount } = consumer;
    const pieces = state.channels[channel]?.unacked.pieces ?? [];
    const holds = pieces.flat().filter((one) => one.consumer === id).length;
    if (holds !== unackedCount) wrong.push(`${id}: what it holds is miscounted.`);
    if (prefetch > 0 && !noAck && holds > prefetch)
      wrong.push(`${id}: holds ${holds}, more than ${prefetch}.`);
    if (!state.channels[channel]?.open) wrong.push(`${id}: consumes on a closed channel.`);
    if (!state.queues[consumer.queue]) wrong.push(`${id}: consumes from a queue that is gone.`);
  }
  return wrong;
}

const ascends = (numbers: readonly number[]): boolean =>
  numbers.every((number, index) => index === 0 || numbers[index - 1]! < number);

function brokenList(what: string, list: ReadonlySorted<number>): string[] {
  const items = itemsOfSorted(list);
  return [
    ...(items.length === list.size ? [] : [`${what} are miscounted.`]),
    ...(ascends(items) ? [] : [`${what} are out of order.`]),
    ...(list.pieces.every((piece) => piece.length > 0) ? [] : [`${what} have an empty piece.`]),
  ];
}
