// kafka-consumer-groups --delete-offsets: forgets what a group has committed in topics, or in some of their partitions.

import { isRefusal, type Refusal } from '../../engine/command.ts';
import { Failure } from './failure.ts';
import type { Job } from './job.ts';
import type { Given } from './kafka-consumer-groups-options.ts';
import { printError } from './consumer-groups.ts';
import { partitionsNamed } from './partitions-named.ts';
import { MISSING, row, widest } from './table.ts';

interface Deletion {
  readonly topic: string;
  /** null where there is no such topic. */
  readonly number: number | null;
  readonly failure: Failure | null;
}

const NOT_HOSTED = new Failure(
  'UnknownTopicOrPartitionException',
  'This server does not host this topic-partition.',
);
const NO_GROUP = new Failure('GroupIdNotFoundException', 'The group id does not exist.');

export function deleteGroupOffsets(job: Job, options: Given): void {
  const group = options.value('group')!;
  const { unknown, partitions } = partitionsNamed(job, options.values('topic'));
  const missing = unknown.map((topic) => ({ topic, number: null, failure: NOT_HOSTED }));
  const known = !!job.state.groups[group];
  const deletions = partitions.map(({ topic, number }): Deletion => {
    if (!known) return { topic, number, failure: NO_GROUP };
    const answer = job.ask({ kind: 'delete-offsets', group, topic, partitions: [number] }) as
      Refusal | object;
    if (!isRefusal(answer)) return { topic, number, failure: null };
    return { topic, number, failure: answer.error === NOT_HOSTED.name ? NOT_HOSTED : Failure.of(answer) };
  });
  if (!known) printError(job, NO_GROUP.message);
  else if (deletions.every(({ failure }) => !failure))
    job.out(`Request succeeded for deleting offsets from group ${group}.`);
  else printError(job, 'Encountered some partition-level error, see the follow-up details.');
  printDeletions(job, [...missing, ...deletions]);
}

function printDeletions(job: Job, deletions: readonly Deletion[]): void {
  const topics = deletions.map(({ topic }) => topic);
  const widths = [widest(15, topics), 10, 15];
  job.out();
  job.out(row(widths, ['TOPIC', 'PARTITION', 'STATUS']));
  const keyOf = ({ topic, number }: Deletion): string => `${topic}${number ?? -1}`;
  for (const { topic, number, failure } of [...deletions].sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1)))
    job.out(row(widths, [topic, number ?? MISSING, failure ? `Error: ${failure.toString()}` : 'Successful']));
}
