// kafka-share-groups --reset-offsets: moves the start offsets of a share group without members. Kafka: ShareGroupService.resetOffsets.

import { isRefusal, type Refusal } from '../../engine/command.ts';
import type { FoundOffset, OffsetAt } from '../../engine/log/storage/command.ts';
import { parseDateTime } from './date-time.ts';
import { Failure } from './failure.ts';
import { hashOfPartition, hashOrder } from './hash-order.ts';
import type { Job } from './job.ts';
import type { Given } from './kafka-share-groups-options.ts';
import { type NamedPartition, partitionsNamed } from './partitions-named.ts';
import { row, widest } from './table.ts';

const HOSTS_NOT = 'This server does not host this topic-partition.';

export function resetShareGroup(job: Job, options: Given): void {
  const id = options.value('group')!;
  const group = job.state.groups[id];
  if (group && group.type === 'share' && group.members.length > 0) {
    job.err(`Share group '${id}' is not empty.`);
    job.exit(1);
  }
  const partitions = scopeOf(job, options, id);
  const at = targetOf(options);
  const moves = partitions.map((one) => ({ ...one, offset: offsetAt(job, one, at) }));
  if (options.has('execute') && moves.length > 0) {
    const offsets = Object.fromEntries(
      moves.map(({ topic, number, offset }) => [`${topic}-${number}`, offset]),
    );
    const answer =
      group && group.type !== 'share'
        ? { error: 'GroupIdNotFoundException', message: '' }
        : (job.ask({ kind: 'alter-share-offsets', group: id, offsets }) as Refusal | object);
    if (isRefusal(answer))
      throw new Failure(
        answer.error,
        `Failed altering group offsets for the following partitions: [${Object.keys(offsets).join(', ')}]`,
      );
  }
  const topics = moves.map(({ topic }) => topic);
  const widths = [widest(15, [id]), widest(15, topics), 10, 0];
  job.out();
  job.out(row(widths, ['GROUP', 'TOPIC', 'PARTITION', 'NEW-OFFSET']));
  for (const { topic, number, offset } of moves) job.out(row(widths, [id, topic, number, offset]));
}

function scopeOf(job: Job, options: Given, id: string): NamedPartition[] {
  const { groups, partitions: logs } = job.state;
  const group = groups[id];
  const inOrder = (list: readonly NamedPartition[]): NamedPartition[] =>
    hashOrder(list, ({ topic, number }) => hashOfPartition(topic, number));
  if (!options.has('topic'))
    return inOrder(
      Object.keys(group?.type === 'share' ? group.partitions : {}).flatMap((one) => logs[one] ?? []),
    );
  const { partitions, unknown } = partitionsNamed(job, options.values('topic'));
  if (unknown.length > 0) throw new Failure('UnknownTopicOrPartitionException', HOSTS_NOT);
  const missing = partitions.map(({ topic, number }) => `${topic}-${number}`).filter((one) => !logs[one]);
  if (missing.length > 0)
    throw new Failure(
      'UnknownTopicOrPartitionException',
      `The partitions "${missing.join(',')}" do not exist`,
    );
  return inOrder(partitions);
}

function targetOf(options: Given): OffsetAt {
  if (options.has('to-earliest')) return 'earliest';
  if (options.has('to-latest')) return 'latest';
  try {
    return parseDateTime(options.value('to-datetime')!);
  } catch (thrown) {
    throw thrown instanceof Failure ? thrown.within('RuntimeException') : thrown;
  }
}

/** Where nothing is so late it is the end, and that is said. */
function offsetAt(job: Job, { topic, number }: NamedPartition, at: OffsetAt): number {
  const look = (where: OffsetAt): number =>
    (job.demand({ kind: 'list-offsets', topic, at: where }) as Record<string, FoundOffset>)[
      `${topic}-${number}`
    ]!.offset;
  const offset = look(at);
  if (offset >= 0) return offset;
  job.out();
  job.out(`Warn: Partition ${number} from topic ${topic} is empty. Falling back to latest known offset.`);
  return look('latest');
}
