// The only place where a queue lane changes. Each fact is a few assignments; whether it should happen was decided before.

import type { Fact } from '../fact.ts';
import { append, createStore } from '../store.ts';
import type { ConsumerId } from '../vocabulary.ts';
import type { World } from '../world.ts';
import type { QueueFact } from './fact.ts';
import { bySequence, byTag, take } from './queue.ts';
import { changeAll, createSorted, insert, remove } from './sorted.ts';
import type { QueueState } from './state.ts';

/** Makes a fact of a queue lane true, in place. */
export function applyToQueue(world: World, fact: Fact): void {
  if (fact.of !== 'queue') return;
  const lane = world.lanes[fact.lane];
  if (lane?.broker === 'queue') change(lane.state, fact);
}

function change(state: QueueState, fact: QueueFact): void {
  switch (fact.kind) {
    case 'exchange-declared':
      state.exchanges[fact.exchange] = { name: fact.exchange, type: fact.type };
      break;
    case 'queue-declared':
      state.queues[fact.queue] = {
        name: fact.queue,
        durable: fact.durable,
        args: fact.args,
        messages: createStore(),
        head: 0,
        returned: createSorted(),
        unackedCount: 0,
        acked: 0,
        deadLettered: 0,
        dropped: 0,
        purged: 0,
        rotation: [],
        parked: [],
      };
      break;
    case 'queue-deleted':
      delete state.queues[fact.queue];
      state.bindings = state.bindings.filter((binding) => binding.queue !== fact.queue);
      for (const client in state.channels)
        changeAll(state.channels[client]!.unacked, (one) =>
          one.queue === fact.queue ? { ...one, queue: null, consumer: null } : one,
        );
      break;
    case 'queue-purged': {
      const queue = state.queues[fact.queue]!;
      queue.head = queue.messages.length;
      queue.returned = createSorted();
      queue.purged += fact.removed;
      break;
    }
    case 'bound':
      state.bindings.push({ exchange: fact.exchange, queue: fact.queue, key: fact.key });
      break;
    case 'unbound':
      state.bindings = state.bindings.filter(
        ({ exchange, queue, key }) => exchange !== fact.exchange || queue !== fact.queue || key !== fact.key,
      );
      break;

    case 'channel-opened':
      state.channels[fact.client] = {
        client: fact.client,
        open: true,
        connected: true,
        tags: 0,
        prefetch: 0,
        unacked: createSorted(),
      };
      break;
    case 'prefetch-set':
      state.channels[fact.client]!.prefetch = fact.prefetch;
      break;
    case 'channel-closed': {
      const channel = state.channels[fact.client]!;
      channel.open = false;
      if (fact.scope === 'connection') channel.connected = false;
      for (const id in state.consumers)
        if (state.consumers[id]!.channel === fact.client) removeConsumer(state, id);
      break;
    }

    case 'consumer-started':
      state.consumers[fact.consumer] = {
        id: fact.consumer,
        channel: fact.client,
        queue: fact.queue,
        prefetch: fact.prefetch,
        noAck: fact.noAck,
        unackedCount: 0,
      };
      state.queues[fact.queue]!.rotation.push(fact.consumer);
      break;
    case 'consumer-cancelled':
      removeConsumer(state, fact.consumer);
      changeAll(state.channels[fact.client]!.unacked, (one) =>
        one.consumer === fact.consumer ? { ...one, consumer: null } : one,
      );
      break;
    case 'consumer-parked': {
      const queue = state.queues[fact.queue]!;
      takeOut(queue.rotation, fact.consumer);
      queue.parked.push(fact.consumer);
      break;
    }
    case 'consumer-unparked': {
      const queue = state.queues[fact.queue]!;
      takeOut(queue.parked, fact.consumer);
      queue.rotation.push(fact.consumer);
      break;
    }

    case 'published':
      for (const name of fact.queues) append(state.queues[name]!.messages, fact.message);
      break;
    case 'delivered': {
      const queue = state.queues[fact.queue]!;
      const channel = state.channels[fact.client]!;
      take(queue, fact.sequence);
      channel.tags = fact.tag;
      if (fact.consumer !== null) {
        takeOut(queue.rotation, fact.consumer);
        queue.rotation.push(fact.consumer);
      }
      if (fact.noAck) queue.acked++;
      else {
        const { tag, queue: name, sequence, consumer } = fact;
        insert(channel.unacked, { tag, queue: name, sequence, consumer }, byTag);
        queue.unackedCount++;
        if (consumer !== null) state.consumers[consumer]!.unackedCount++;
      }
      break;
    }
    case 'acked':
      release(state, fact);
      state.queues[fact.queue]!.acked++;
      break;
    case 'requeued':
      release(state, fact);
      insert(state.queues[fact.queue]!.returned, fact.sequence, bySequence);
      break;
    case 'dead-lettered':
      release(state, fact);
      state.queues[fact.queue]!.deadLettered++;
      for (const name of fact.queues) append(state.queues[name]!.messages, fact.message);
      break;
    case 'dropped':
      release(state, fact);
      state.queues[fact.queue]!.dropped++;
      break;
    case 'forgotten':
      remove(state.channels[fact.client]!.unacked, fact.tag, byTag);
      break;

    case 'returned':
    case 'get-empty':
    case 'refused':
      break;
  }
}

/** Takes a message out of its holder's hands. */
function release(state: QueueState, fact: { queue: string; client: string; tag: number }): void {
  const held = remove(state.channels[fact.client]!.unacked, fact.tag, byTag);
  state.queues[fact.queue]!.unackedCount--;
  // its consumer may have gone before it, with the channel
  const consumer = held && held.consumer !== null ? state.consumers[held.consumer] : undefined;
  if (consumer) consumer.unackedCount--;
}

function removeConsumer(state: QueueState, id: ConsumerId): void {
  const queue = state.queues[state.consumers[id]!.queue]!;
  takeOut(queue.rotation, id);
  takeOut(queue.parked, id);
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
