// The yardstick's other workload on the engine: one producer every 10 ms to one queue, three workers in turn, each with ten messages in
// hand.

import { createModels } from '../../src/engine/broker.ts';
import { queueModel } from '../../src/engine/queue/model.ts';
import { brokerOf } from '../../src/engine/queue/state.ts';
import { advance, createRun, perform, type Run } from '../../src/engine/run.ts';

const lane = 'queue';
const queue = 'q';
const WORKERS = ['w0', 'w1', 'w2'];

/** A run with the workload of `queue(n)` in bare.mjs on its agenda, and so many messages in the queue already. */
export function openQueueRun(n: number, waiting = 0): Run {
  const run = createRun({ seed: 1, lanes: [{ id: lane, broker: 'queue' }] }, createModels(queueModel));
  perform(run, { of: 'queue', kind: 'declare-queue', lane, queue });
  for (let sent = 0; sent < waiting; sent++)
    perform(run, { of: 'queue', kind: 'publish', lane, client: 'early', key: queue, body: 'm' });
  perform(run, { of: 'clients', kind: 'route', lane, producer: 'p', route: { exchange: '', key: queue } });
  for (const id of WORKERS) {
    const spec = { id, service: 's', source: queue, workMs: 25, prefetch: 10 };
    perform(run, { of: 'clients', kind: 'start-worker', lane, spec });
  }
  const plan = { count: n, everyMs: 10, from: 0, keys: ['k'] };
  perform(run, { of: 'clients', kind: 'start-sender', producer: 'p', plan, latencyMs: 5 });
  return run;
}

/** The whole workload with facts and full history, and a second in which the last message is worked on and acked. */
export function runQueue(n: number): Run {
  const run = openQueueRun(n);
  advance(run, 10 * n + 1000);
  return run;
}

/** What bare.mjs returns, read from the world. */
export function endOfQueue(run: Run): { acked: number; ready: number } {
  const { acked, readyCount } = brokerOf(run.world, lane).queues[queue]!;
  return { acked, ready: readyCount };
}
