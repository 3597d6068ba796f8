// How a queue lane begins, and how it is copied for checkpoints and forks.

import { mapped } from '../clients/copies.ts';
import { detach, share, type Store } from '../store.ts';
import { PREDECLARED } from './exchange/predeclared.ts';
import { copySorted } from './order/sorted.ts';
import type { Channel, Level, Line, Queue, QueueState, Segments } from './state.ts';

/** A broker that just came up: no exchanges but those that every broker has, no queue, nobody connected. */
export const createQueueState = (): QueueState => ({
  exchanges: Object.fromEntries(PREDECLARED.map((exchange) => [exchange.name, exchange])),
  bindings: [],
  queues: {},
  channels: {},
  consumers: {},
  consumersStarted: 0,
});

type View = <Item>(store: Store<Item>) => Store<Item>;

/** Shares the storage of messages. */
export const copyQueueState = (state: QueueState): QueueState => copyWith(state, share);

/** Storage of its own for messages. */
export const detachQueueState = (state: QueueState): QueueState => copyWith(state, detach);

function copyWith(state: QueueState, view: View): QueueState {
  return {
    ...state,
    exchanges: { ...state.exchanges },
    bindings: state.bindings.slice(),
    queues: mapped(state.queues, (queue) => copyQueue(queue, view)),
    channels: mapped(state.channels, copyChannel),
    consumers: mapped(state.consumers, (consumer) => ({ ...consumer })),
  };
}

const copyQueue = (queue: Queue, view: View): Queue => ({
  ...queue,
  messages: view(queue.messages),
  levels: queue.levels.map((level) => copyLevel(level, view)),
  returns: copyLine(queue.returns, view),
  returned: copySorted(queue.returned),
  rotation: queue.rotation.slice(),
  parked: queue.parked.slice(),
  segments: queue.segments && copySegments(queue.segments, view),
});

const copySegments = (segments: Segments, view: View): Segments => ({
  ...segments,
  closed: view(segments.closed),
  active: { ...segments.active },
});

const copyLevel = ({ line, returned }: Level, view: View): Level => ({
  line: copyLine(line, view),
  returned: copySorted(returned),
});

const copyLine = ({ entries, head }: Line, view: View): Line => ({ entries: view(entries), head });

const copyChannel = (channel: Channel): Channel => ({ ...channel, unacked: copySorted(channel.unacked) });
