// The yardstick's workload on the engine: one producer every 10 ms over three partitions in turn, one consumer per partition.

import { createModels } from '../../src/engine/broker.ts';
import { logModel } from '../../src/engine/log/model.ts';
import { advance, createRun, perform, type Run } from '../../src/engine/run.ts';

const lane = 'log';
const PARTITIONS = [0, 1, 2];
const KEYS = ['k0', 'k1', 'k2', 'k3', 'k4', 'k5', 'k6'];

/** A run with the workload of `log(n)` in bare.mjs on its agenda. */
export function openLogRun(n: number): Run {
  const run = createRun({ seed: 1, lanes: [{ id: lane, broker: 'log' }] }, createModels(logModel));
  perform(run, { of: 'log', kind: 'create-topic', lane, topic: 't', partitions: 3 });
  const config = { 'partitioner.class': 'org.apache.kafka.clients.producer.RoundRobinPartitioner' };
  perform(run, { of: 'log', kind: 'open-producer', lane, producer: 'p', config });
  perform(run, { of: 'clients', kind: 'route', lane, producer: 'p', route: { topic: 't' } });
  for (const partition of PARTITIONS) {
    const spec = {
      id: `c${partition}`,
      service: 'g',
      source: 't',
      partitions: [`t-${partition}`],
      fetchMs: 3,
      workMs: 7,
      settleMs: 2,
      config: { 'auto.offset.reset': 'earliest' },
    };
    perform(run, { of: 'clients', kind: 'start-worker', lane, spec });
  }
  const plan = { count: n, everyMs: 10, from: 0, keys: KEYS };
  perform(run, { of: 'clients', kind: 'start-sender', producer: 'p', plan, latencyMs: 5 });
  return run;
}

/** The whole workload with facts and full history, and a second in which the last record is read, worked on and committed. */
export function runLog(n: number): Run {
  const run = openLogRun(n);
  advance(run, 10 * n + 1000);
  return run;
}

/** What bare.mjs returns, read from the world. */
export function endOf(run: Run): { end: number[]; committed: (number | undefined)[] } {
  const log = run.world.lanes[lane]!;
  if (log.broker !== 'log') throw new Error('The workload runs in a log lane.');
  return {
    end: PARTITIONS.map((n) => log.state.partitions[`t-${n}`]!.logEndOffset),
    committed: PARTITIONS.map((n) => log.state.groups['g']?.offsets[`t-${n}`]?.offset),
  };
}
