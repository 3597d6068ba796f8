// What changes when consumers come, go, and take turns.

import type { ConsumerId } from '../../vocabulary.ts';
import type { Appliers } from '../applier.ts';
import type { ConsumerFact } from '../fact.ts';
import { itemsOfSorted, type Sorted } from '../order/sorted.ts';
import type { Queue, QueueState, Unacked } from '../state.ts';

export const consumerFacts: Appliers<ConsumerFact> = {
  'consumer-started': (state, fact) => {
    const { client: channel, consumer: id, queue, prefetch, noAck, exclusive, priority, position } = fact;
    const since = state.consumersStarted++;
    const { unacked } = state.channels[channel]!;
    const kept = state.queues[queue]!.type === 'quorum' ? heldBy(unacked, queue, id) : 0;
    state.consumers[id] = {
      ...{ id, channel, queue, prefetch, noAck, exclusive, priority, position, since },
      unackedCount: kept,
    };
    join(state, state.queues[queue]!, id);
    if (state.queues[queue]!.active === null) state.queues[queue]!.leaving = false;
  },
  'consumer-cancelled': (state, { consumer }) => removeConsumer(state, consumer),
  'consumer-parked': (state, fact) => {
    const queue = state.queues[fact.queue]!;
    takeOut(queue.rotation, fact.consumer);
    queue.parked.push(fact.consumer);
  },
  'consumer-unparked': (state, fact) => {
    const queue = state.queues[fact.queue]!;
    takeOut(queue.parked, fact.consumer);
    join(state, queue, fact.consumer);
  },
  'consumer-activated': (state, { queue, consumer }) => {
    state.queues[queue]!.active = consumer;
    state.queues[queue]!.leaving = false;
  },
  'consumer-quiesced': (state, { queue }) => {
    state.queues[queue]!.leaving = true;
  },
  'consumer-retired': (state, { queue }) => {
    state.queues[queue]!.active = null;
  },
};

/** What a channel holds that it got from this queue under this consumer tag, from now or from a time before. */
const heldBy = (unacked: Sorted<Unacked>, queue: string, consumer: ConsumerId): number =>
  itemsOfSorted(unacked).filter((one) => one.queue === queue && one.consumer === consumer).length;

/** Joins the rotation behind all others of its priority. RabbitMQ: facts §4.2. */
function join(state: QueueState, { rotation }: Queue, id: ConsumerId): void {
  const { priority } = state.consumers[id]!;
  let place = rotation.length;
  while (place > 0 && state.consumers[rotation[place - 1]!]!.priority < priority) place--;
  if (place === rotation.length) rotation.push(id);
  else rotation.splice(place, 0, id);
}

/** It had its turn: it waits behind all others of its priority. */
export function moveToEnd({ consumers }: QueueState, { rotation }: Queue, id: ConsumerId): void {
  const { priority } = consumers[id]!;
  let place = rotation.indexOf(id);
  for (; place + 1 < rotation.length; place++) {
    const behind = rotation[place + 1]!;
    if (consumers[behind]!.priority < priority) break;
    rotation[place] = behind;
  }
  rotation[place] = id;
}

/** A consumer is gone; what it held is its channel's. */
export function removeConsumer(state: QueueState, id: ConsumerId): void {
  const queue = state.queues[state.consumers[id]!.queue]!;
  takeOut(queue.rotation, id);
  takeOut(queue.parked, id);
  if (queue.active === id) queue.active = null;
  if (queue.active === null) queue.leaving = false;
  delete state.consumers[id];
}

/** Takes an item out of a short list. Mostly it is the first. */
function takeOut(list: ConsumerId[], item: ConsumerId): void {
  if (list[0] === item) list.shift();
  else {
    const index = list.indexOf(item);
    if (index >= 0) list.splice(index, 1);
  }
}
