// What can be measured of a queue lane.

import { readyCount } from '../../engine/queue/order/ready.ts';
import type { Immutable } from '../../engine/vocabulary.ts';
import type { QueueLane, ReadonlyWorld } from '../../engine/world.ts';
import type { Measure, Subjects } from './kind.ts';

function queueLane(world: ReadonlyWorld, { lane }: Subjects): Immutable<QueueLane> | undefined {
  const found = Object.values(world.lanes).find(
    (one) => one.broker === 'queue' && (!lane || one.id === lane),
  );
  return found?.broker === 'queue' ? found : undefined;
}

type QueueOf = Immutable<QueueLane>['state']['queues'][string];

const ofQueue =
  (read: (queue: QueueOf) => number): Measure['read'] =>
  (world, args) => {
    const queue = queueLane(world, args)?.state.queues[args.queue!];
    return queue ? read(queue) : null;
  };

export const queueMeasures = {
  /** Messages waiting in the queue. */
  'queue.ready': { needs: ['queue'], read: ofQueue(readyCount) },
  /** Messages delivered and not settled. */
  'queue.unacked': {
    needs: ['queue'],
    read: ofQueue((queue) => queue.unackedCount),
  },
  /** Messages the broker still has: waiting or unsettled. */
  'queue.held': {
    needs: ['queue'],
    read: ofQueue((queue) => readyCount(queue) + queue.unackedCount),
  },
  /** Messages that ever entered. */
  'queue.entered': {
    needs: ['queue'],
    read: ofQueue((queue) => queue.messages.length),
  },
  /** Messages acknowledged, so removed. */
  'queue.acked': {
    needs: ['queue'],
    read: ofQueue((queue) => queue.acked),
  },
  /** Messages given up and set aside. */
  'queue.deadLettered': {
    needs: ['queue'],
    read: ofQueue((queue) => queue.deadLettered),
  },
  /** Messages given up and kept nowhere. */
  'queue.dropped': {
    needs: ['queue'],
    read: ofQueue((queue) => queue.dropped),
  },
  /** Queues in the lane. */
  'queue.count': {
    needs: [],
    read: (world, args) => Object.keys(queueLane(world, args)?.state.queues ?? {}).length,
  },
  /** Bindings through which the queue gets what is published to exchanges. */
  'queue.bindings': {
    needs: ['queue'],
    read: (world, args) =>
      queueLane(world, args)?.state.bindings.filter(({ queue }) => queue === args.queue).length ?? null,
  },
  /** Queues bound to the exchange. */
  'exchange.queues': {
    needs: ['exchange'],
    read: (world, args) => {
      const state = queueLane(world, args)?.state;
      if (!state?.exchanges[args.exchange!]) return null;
      const bound = state.bindings.filter(({ exchange }) => exchange === args.exchange);
      return new Set(bound.flatMap(({ queue }) => queue ?? [])).size;
    },
  },
} as const satisfies Record<string, Measure>;
