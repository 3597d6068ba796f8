// How a queue lane begins, and how it is copied for checkpoints and forks.

import { mapped } from '../clients/copies.ts';
import { detach, share, type Store } from '../store.ts';
import { copySorted } from './sorted.ts';
import type { Channel, Message, Queue, QueueState } from './state.ts';

/** A broker that just came up: no exchange but the default one, no queue, nobody connected. */
export const createQueueState = (): QueueState => ({
  exchanges: {},
  bindings: [],
  queues: {},
  channels: {},
  consumers: {},
});

/** Shares the storage of messages. */
export const copyQueueState = (state: QueueState): QueueState => copyWith(state, share);

/** Storage of its own for messages. */
export const detachQueueState = (state: QueueState): QueueState => copyWith(state, detach);

function copyWith(state: QueueState, view: (messages: Store<Message>) => Store<Message>): QueueState {
  return {
    exchanges: { ...state.exchanges },
    bindings: state.bindings.slice(),
    queues: mapped(state.queues, (queue) => copyQueue(queue, view)),
    channels: mapped(state.channels, copyChannel),
    consumers: mapped(state.consumers, (consumer) => ({ ...consumer })),
  };
}

const copyQueue = (queue: Queue, view: (messages: Store<Message>) => Store<Message>): Queue => ({
  ...queue,
  messages: view(queue.messages),
  returned: copySorted(queue.returned),
  rotation: queue.rotation.slice(),
  parked: queue.parked.slice(),
});

const copyChannel = (channel: Channel): Channel => ({ ...channel, unacked: copySorted(channel.unacked) });
