// A broker on the bench: the model that a recording of RabbitMQ is replayed against.

import { createModels } from '../../../src/engine/broker.ts';
import { queueModel } from '../../../src/engine/queue/model.ts';
import { createRun, perform, type Run } from '../../../src/engine/run.ts';
import type { Json } from '../json.ts';

export const LANE = 'queue';

export interface Bench {
  readonly run: Run;
  /** The instants that a recording marked, by their names. */
  readonly marks: Map<string, number>;
  /** Clients whose connection the broker closed. Their library refuses everything until they are started again. */
  readonly lost: Set<string>;
}

export const createBench = (): Bench => ({
  run: createRun({ seed: 0, lanes: [{ id: LANE, broker: 'queue' }] }, createModels(queueModel)),
  marks: new Map(),
  lost: new Set(),
});

/** Asks the broker something, in the model's words, and gives its answer. */
export const ask = ({ run }: Bench, command: Json): unknown =>
  perform(run, { of: 'queue', lane: LANE, ...command } as never);
