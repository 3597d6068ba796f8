// Truths about a queue lane that hold between two steps, whatever happened.

import { sizeOf } from '../payload.ts';
import { consumersOf, hasRoom } from './consumer/rotation.ts';
import { isSingleActive } from './consumer/rotation.ts';
import { expiryOf } from './order/expiry.ts';
import { readySequences, unackedOf } from './order/listing.ts';
import { messageOf, nextSequence, readyCount } from './order/ready.ts';
import { itemsOfSorted, type ReadonlySorted } from './order/sorted.ts';
import { nextToRead } from './stream/reading.ts';
import { firstSequence } from './stream/segment.ts';
import type { ReadonlyQueue, ReadonlyQueueState } from './state.ts';

/** Sentences about what is wrong; none in a sound state. */
export function brokenQueueState(state: ReadonlyQueueState): string[] {
  return [
    ...Object.values(state.queues).flatMap((queue) =>
      queue.type === 'stream'
        ? brokenStream(state, queue)
        : [...brokenPlaces(state, queue), ...brokenTurns(state, queue), ...brokenLimits(queue)],
    ),
    ...brokenBindings(state),
    ...brokenChannels(state),
    ...brokenConsumers(state),
  ];
}

/** Only segments leave a stream, and no reader with room waits for what is there. */
function brokenStream(state: ReadonlyQueueState, queue: ReadonlyQueue): string[] {
  const { name, messages, rotation } = queue;
  const wrong: string[] = [];
  if (readyCount(queue) !== messages.length - firstSequence(queue))
    wrong.push(`${name}: its messages are miscounted.`);
  if (unackedOf(state, name).length !== queue.unackedCount)
    wrong.push(`${name}: unacked messages are miscounted.`);
  for (const id of rotation) {
    const consumer = state.consumers[id];
    const waits = consumer && nextToRead(queue, consumer.position) < messages.length;
    if (waits && hasRoom(state, consumer))
      wrong.push(`${name}: ${id} has room and waits at ${consumer.position}.`);
  }
  return wrong;
}

/** Each message is in exactly one place. */
function brokenPlaces(state: ReadonlyQueueState, queue: ReadonlyQueue): string[] {
  const wrong: string[] = [];
  const { name, messages, levels, returned } = queue;
  const ready = readySequences(queue);
  const unacked = unackedOf(state, name).map((one) => one.sequence);
  const places = [...ready, ...unacked];
  if (new Set(places).size !== places.length) wrong.push(`${name}: a message is in two places.`);
  if (ready.length !== readyCount(queue)) wrong.push(`${name}: ready messages are miscounted.`);
  const bytes = ready.reduce((sum, sequence) => sum + sizeOf(messageOf(queue, sequence).body), 0);
  if (bytes !== queue.readyBytes) wrong.push(`${name}: bytes of ready messages are miscounted.`);
  if (nextSequence(queue) !== ready[0]) wrong.push(`${name}: the next message is not the first.`);
  if (unacked.length !== queue.unackedCount) wrong.push(`${name}: unacked messages are miscounted.`);
  const gone = queue.acked + queue.deadLettered + queue.dropped + queue.purged;
  if (places.length + gone !== messages.length)
    wrong.push(
      `${name}: of ${messages.length} messages ${ready.length} are ready, ${unacked.length} unacked, ${gone} gone.`,
    );
  for (const { returned: list, line } of levels) {
    wrong.push(...brokenList(`${name}: returned messages`, list));
    const waiting = line.entries.items.slice(line.head, line.entries.length);
    if (queue.type === 'classic' && !ascends([...itemsOfSorted(list), ...waiting]))
      wrong.push(`${name}: ready messages are out of order.`);
  }
  for (const { sequence } of itemsOfSorted(returned))
    if (!places.includes(sequence))
      wrong.push(`${name}: returns of message ${sequence} are counted, and it is gone.`);
  return wrong;
}

/** Nobody idles beside work, and nobody is forgotten. */
function brokenTurns(state: ReadonlyQueueState, queue: ReadonlyQueue): string[] {
  const wrong: string[] = [];
  const { name, active, rotation, parked, leaving } = queue;
  const readers = consumersOf(queue);
  const roomy = (id: string): boolean => !!state.consumers[id] && hasRoom(state, state.consumers[id]);
  const served = isSingleActive(queue) ? (active === null || leaving ? [] : [active]) : readers;
  if (readyCount(queue) > 0 && served.some(roomy))
    wrong.push(`${name}: a consumer with room waits beside ${readyCount(queue)} ready messages.`);
  for (const id of parked) if (roomy(id)) wrong.push(`${name}: ${id} is parked with room.`);
  if (queue.type === 'quorum')
    for (const id of rotation) if (!roomy(id)) wrong.push(`${name}: ${id} is in turn without room.`);
  const priorities = rotation.map((id) => -(state.consumers[id]?.priority ?? 0));
  if (priorities.some((one, index) => index > 0 && priorities[index - 1]! > one))
    wrong.push(`${name}: its rotation is not in order of priority.`);
  const registered = Object.values(state.consumers).filter((consumer) => consumer.queue === name);
  if (
    new Set(readers).size !== readers.length ||
    registered.length !== readers.length ||
    registered.some(({ id }) => !readers.includes(id))
  )
    wrong.push(`${name}: its rotation is not its consumers.`);
  if (active !== null && !readers.includes(active)) wrong.push(`${name}: serves ${active}, who is gone.`);
  // where the last one that was served had to go, nobody follows at once
  if (isSingleActive(queue) && active === null && !queue.leaving && readers.length > 0)
    wrong.push(`${name}: serves nobody, and ${readers.length} wait.`);
  return wrong;
}

/** What is over a limit goes, and what is planned for the head is planned in time. */
function brokenLimits(queue: ReadonlyQueue): string[] {
  const wrong: string[] = [];
  const { name, args, expiryPlannedAt } = queue;
  const drops = (args['x-overflow'] ?? 'drop-head') === 'drop-head';
  if (drops && readyCount(queue) > (args['x-max-length'] ?? Infinity)) wrong.push(`${name}: is too long.`);
  const sequence = nextSequence(queue);
  const expiry = sequence === undefined ? undefined : expiryOf(queue, messageOf(queue, sequence));
  // a classic queue with priorities may overlook what arrives in front of others
  const overlooked = queue.type === 'classic' && queue.levels.length > 1;
  if (expiry !== undefined && !overlooked && !(expiryPlannedAt !== null && expiryPlannedAt <= expiry))
    wrong.push(`${name}: its head expires at ${expiry}, and nobody will look.`);
  if (queue.refusing && readyCount(queue) === 0) wrong.push(`${name}: is empty and refuses.`);
  return wrong;
}

function brokenBindings(state: ReadonlyQueueState): string[] {
  const keys = state.bindings.map(({ exchange, queue, to, key, args }) =>
    JSON.stringify([exchange, queue, to, key, Object.entries(args).sort()]),
  );
  return [
    ...(new Set(keys).size === keys.length ? [] : ['A binding is there twice.']),
    ...state.bindings
      .filter(
        ({ exchange, queue, to }) =>
          !state.exchanges[exchange] ||
          (queue === null) === (to === null) ||
          (queue !== null && !state.queues[queue]) ||
          (to !== null && !state.exchanges[to]),
      )
      .map(
        ({ exchange, queue, to }) =>
          `A binding leads from "${exchange}" to "${queue ?? to}", and one is not there.`,
      ),
  ];
}

function brokenChannels(state: ReadonlyQueueState): string[] {
  const wrong: string[] = [];
  for (const { client, open, connected, tags, unacked, pushedCount } of Object.values(state.channels)) {
    wrong.push(
      ...brokenList(`${client}: its tags`, {
        ...unacked,
        pieces: unacked.pieces.map((p) => p.map((o) => o.tag)),
      }),
    );
    const held = itemsOfSorted(unacked);
    if (held.filter((one) => one.pushed).length !== pushedCount)
      wrong.push(`${client}: what was pushed to it is miscounted.`);
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
    const holds = pieces.flat().filter((one) => one.consumer === id && one.queue === consumer.queue).length;
    const quorum = state.queues[consumer.queue]?.type === 'quorum';
    if (quorum ? holds !== unackedCount : holds < unackedCount)
      wrong.push(`${id}: what it holds is miscounted.`);
    // a quorum queue may count more, from before the consumer was started anew
    if (prefetch > 0 && !noAck && !quorum && unackedCount > prefetch)
      wrong.push(`${id}: holds ${unackedCount}, more than ${prefetch}.`);
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
