// Replays a recording in the format queue-trace/1. The format is shared by several brokers; each has a replayer of its own.

import type { Difference } from './difference.ts';
import { replayRabbitTrace } from './queue/trace.ts';
import { replayRedisTrace } from './redis/trace.ts';

const REPLAYERS: Readonly<Record<string, (trace: unknown) => Difference[]>> = {
  rabbitmq: replayRabbitTrace,
  redis: replayRedisTrace,
};

/** Where the model of the recorded broker parts from the recording; none if it conforms. */
export function replayQueueTrace(trace: unknown): Difference[] {
  const { broker } = trace as { broker: string };
  const replay = REPLAYERS[broker];
  if (replay) return replay(trace);
  return [{ step: 0, expected: null, got: null, note: `There is no model of ${broker} to replay this.` }];
}
