// kafka-share-groups --describe: the start offsets, the members or the state of share groups.

import type { ShareGroup } from '../../engine/log/group/share/state.ts';
import type { Immutable } from '../../engine/vocabulary.ts';
import { assignmentText, COORDINATOR } from './consumer-group-description.ts';
import { Failure } from './failure.ts';
import { kafkaId } from './identity.ts';
import type { Job } from './job.ts';
import type { Given } from './kafka-share-groups-options.ts';
import { MISSING, row, widest } from './table.ts';

type Described = Immutable<ShareGroup>;

export function describeShareGroups(job: Job, options: Given, ids: readonly string[]): void {
  const groups = ids.map((id) => found(job, id)).sort((a, b) => (a.id < b.id ? -1 : 1));
  const verbose = options.has('verbose');
  for (const group of groups)
    if (options.has('members')) printMembers(job, group, verbose);
    else if (options.has('state')) printState(job, group, verbose);
    else printOffsets(job, group, verbose);
}

/** @throws `Failure` if there is no such share group. */
function found({ state }: Job, id: string): Described {
  const group = state.groups[id];
  if (group?.type === 'share') return group;
  const failure =
    id === ''
      ? new Failure('InvalidGroupIdException', 'The group id is invalid.')
      : new Failure(
          'GroupIdNotFoundException',
          `Group ${id} ${group ? 'is not a share group' : 'not found'}.`,
        );
  throw failure.within('ExecutionException');
}

function saysEmpty(job: Job, { id, state }: Described): boolean {
  if (state !== 'Empty') return false;
  job.err();
  job.err(`Share group '${id}' has no active members.`);
  return true;
}

/** What was written down of each partition; the true start runs ahead of it. */
function printOffsets(job: Job, group: Described, verbose: boolean): void {
  const rows = Object.values(group.partitions)
    .flatMap((one) => {
      const log = job.state.partitions[one.id];
      return log ? [{ log, written: one.written }] : [];
    })
    .sort((a, b) =>
      a.log.topic === b.log.topic ? a.log.number - b.log.number : a.log.topic < b.log.topic ? -1 : 1,
    );
  job.out();
  if (rows.length === 0) {
    job.out(`Share group '${group.id}' has no offset information.`);
    return;
  }
  const topics = rows.map(({ log }) => log.topic);
  const widths = [widest(15, [group.id]), widest(15, topics), 10, ...(verbose ? [13] : []), 13, 0];
  const epoch = (text: string): string[] => (verbose ? [text] : []);
  job.out(row(widths, ['GROUP', 'TOPIC', 'PARTITION', ...epoch('LEADER-EPOCH'), 'START-OFFSET', 'LAG']));
  for (const { log, written } of rows) {
    const lag = written ? log.logEndOffset - written.startOffset - written.doneRecords : MISSING;
    job.out(
      row(widths, [
        ...[group.id, log.topic, log.number, ...epoch(written ? '0' : MISSING)],
        ...[written?.startOffset ?? MISSING, lag],
      ]),
    );
  }
}

function printMembers(job: Job, group: Described, verbose: boolean): void {
  if (saysEmpty(job, group)) return;
  const { seed } = job.run.world;
  const members = group.members
    .map(({ consumer, assignment, memberEpoch }) => ({
      id: kafkaId(seed, `member ${group.id} ${consumer}`),
      clientId: job.state.shareConsumers[consumer]?.config['client.id'] ?? consumer,
      assignment,
      memberEpoch,
    }))
    .sort((a, b) => (a.id < b.id ? -1 : 1));
  const widths = [
    widest(15, [group.id]),
    widest(
      15,
      members.map(({ id }) => id),
    ),
    15,
    widest(
      15,
      members.map(({ clientId }) => clientId),
    ),
    12,
    ...(verbose ? [13] : []),
    0,
  ];
  const epoch = (text: string): string[] => (verbose ? [text] : []);
  job.out();
  job.out(
    row(widths, [
      ...['GROUP', 'CONSUMER-ID', 'HOST', 'CLIENT-ID', '#PARTITIONS'],
      ...[...epoch('MEMBER-EPOCH'), 'ASSIGNMENT'],
    ]),
  );
  for (const { id, clientId, assignment, memberEpoch } of members)
    job.out(
      row(widths, [
        ...[group.id, id, '/127.0.0.1', clientId, assignment.length],
        ...[...epoch(String(memberEpoch)), assignmentText(job, assignment)],
      ]),
    );
}

function printState(job: Job, group: Described, verbose: boolean): void {
  saysEmpty(job, group);
  const widths = [widest(15, [group.id]), 25, 15, ...(verbose ? [12, 17] : []), 0];
  const epochs = (...cells: (string | number)[]): (string | number)[] => (verbose ? cells : []);
  job.out();
  job.out(
    row(widths, [
      ...['GROUP', 'COORDINATOR (ID)', 'STATE'],
      ...[...epochs('GROUP-EPOCH', 'ASSIGNMENT-EPOCH'), '#MEMBERS'],
    ]),
  );
  job.out(
    row(widths, [
      ...[group.id, COORDINATOR, group.state],
      // who made the group without joining it gave it its first epoch, assignment and all
      ...[...epochs(group.groupEpoch, Math.max(1, group.targetEpoch)), group.members.length],
    ]),
  );
}
