// What programs do with what they read beside reading and moving: they ask for positions, and pause partitions.

import type { Context } from '../../broker.ts';
import { isRefusal, type Refusal } from '../../command.ts';
import type { Offset } from '../../vocabulary.ts';
import type { LogCommandOf } from '../command.ts';
import { logOf } from '../reading.ts';
import type { FoundOffset } from '../storage/command.ts';
import type { PartitionId } from '../storage/state.ts';
import type { PollRefusal } from './command.ts';
import { openConsumerOf } from './consumer.ts';
import { findPositions, notAssigned } from './position.ts';
import { findFor } from './time-search.ts';

/** A paused partition keeps its position and hands over nothing. Kafka: KafkaConsumer.pause, resume. */
export function pauseOrResume(
  context: Context,
  { lane, kind, consumer: name, partitions }: LogCommandOf<'pause' | 'resume'>,
): Refusal | object {
  const consumer = openConsumerOf(context, lane, name);
  if (isRefusal(consumer)) return consumer;
  const strange = partitions.find((partition) => !consumer.assignment.includes(partition));
  if (strange !== undefined) return notAssigned(strange);
  const others = consumer.paused.filter((partition) => !partitions.includes(partition));
  const paused = kind === 'pause' ? [...others, ...partitions] : others;
  context.emit({ of: 'log', lane, kind: 'paused', consumer: name, partitions: paused });
  return {};
}

/** Kafka: KafkaConsumer.position, for every assigned partition. */
export function positionsOf(
  context: Context,
  { lane, consumer: name }: LogCommandOf<'positions'>,
): PollRefusal | Readonly<Record<PartitionId, Offset | null>> {
  const consumer = openConsumerOf(context, lane, name);
  if (isRefusal(consumer)) return consumer;
  return findPositions(context, lane, consumer) ?? { ...consumer.positions };
}

/** Kafka: KafkaConsumer.offsetsForTimes. */
export function offsetsForTimes(
  context: Context,
  { lane, consumer: name, times }: LogCommandOf<'offsets-for-times'>,
): Refusal | Readonly<Record<PartitionId, FoundOffset | null>> {
  const { partitions, consumers } = logOf(context.world, lane);
  const found: Record<PartitionId, FoundOffset | null> = {};
  for (const id in times) {
    const partition = partitions[id];
    found[id] = partition ? findFor(consumers[name]!, partition, times[id]!) : null;
  }
  return found;
}
