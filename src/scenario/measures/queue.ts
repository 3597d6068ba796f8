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
  'queue.ready': { about: 'Messages waiting in the queue.', needs: ['queue'], read: ofQueue(readyCount) },
  'queue.unacked': {
    about: 'Messages delivered and not settled.',
    needs: ['queue'],
    read: ofQueue((queue) => queue.unackedCount),
  },
  'queue.held': {
    about: 'Messages the broker still has: waiting or unsettled.',
    needs: ['queue'],
    read: ofQueue((queue) => readyCount(queue) + queue.unackedCount),
  },
  'queue.entered': {
    about: 'Messages that ever entered.',
    needs: ['queue'],
    read: ofQueue((queue) => queue.messages.length),
  },
  'queue.acked': {
    about: 'Messages acknowledged, so removed.',
    needs: ['queue'],
    read: ofQueue((queue) => queue.acked),
  },
  'queue.deadLettered': {
    about: 'Messages given up and set aside.',
    needs: ['queue'],
    read: ofQueue((queue) => queue.deadLettered),
  },
  'queue.dropped': {
    about: 'Messages given up and kept nowhere.',
    needs: ['queue'],
    read: ofQueue((queue) => queue.dropped),
  },
  'queue.count': {
    about: 'Queues in the lane.',
    needs: [],
    read: (world, args) => Object.keys(queueLane(world, args)?.state.queues ?? {}).length,
  },
} as const satisfies Record<string, Measure>;
