// kafka-consumer-groups --describe: the offsets, the members or the state of groups.

import type { Refusal } from '../../engine/command.ts';
import { assignorOf } from '../../engine/log/group/consumer-protocol/target.ts';
import type { ClassicGroup } from '../../engine/log/group/classic/state.ts';
import type { ConsumerGroup } from '../../engine/log/group/consumer-protocol/state.ts';
import type { FoundOffset } from '../../engine/log/storage/command.ts';
import type { Immutable } from '../../engine/vocabulary.ts';
import { Failure } from './failure.ts';
import { type DescribedMember, membersOf } from './group-members.ts';
import { hashOfText, hashOrder } from './hash-order.ts';
import type { Job } from './job.ts';
import type { Given } from './kafka-consumer-groups-options.ts';
import { groupsMeant, printError } from './consumer-groups.ts';
import { MISSING, row, widest } from './table.ts';

type Described = Immutable<ClassicGroup | ConsumerGroup>;

export function describeGroups(job: Job, options: Given): void {
  const groups = hashOrder(groupsMeant(job, options), hashOfText)
    .map((id) => found(job, id))
    .sort((a, b) => (a.id < b.id ? -1 : 1));
  const verbose = options.has('verbose');
  for (const group of groups)
    if (options.has('members')) printMembers(job, group, verbose);
    else if (options.has('state')) printState(job, group, verbose);
    else printOffsets(job, group, verbose);
}

/** @throws `Failure` if there is no such group of consumers. */
function found({ state }: Job, id: string): Described {
  const group = state.groups[id];
  if (group && group.type !== 'share') return group;
  const failure =
    id === ''
      ? new Failure('InvalidGroupIdException', 'The group id is invalid.')
      : new Failure(
          'GroupIdNotFoundException',
          group ? `Group ${id} is not a consumer group.` : `Group ${id} not found.`,
        );
  throw failure.within('ExecutionException');
}

/** Says what is to be known of a group's state, and whether there are rows to print. */
function saysState(job: Job, { id, state }: Described, rows: number): boolean {
  if (state === 'Dead') printError(job, `Consumer group '${id}' does not exist.`);
  else if (state !== 'Stable') {
    job.err();
    job.err(
      state === 'Empty'
        ? `Consumer group '${id}' has no active members.`
        : `Warning: Consumer group '${id}' is rebalancing.`,
    );
  }
  return state !== 'Dead' && rows > 0;
}

interface OffsetRow {
  readonly partition: string;
  readonly topic: string;
  readonly number: number;
  readonly member: DescribedMember | null;
}

/** Of members with most partitions first, then of what nobody has and something is committed in. */
function offsetRows(job: Job, group: Described): OffsetRow[] {
  const { partitions } = job.state;
  const rowsOf = (ids: readonly string[], member: DescribedMember | null): OffsetRow[] =>
    ids
      .flatMap((partition) => {
        const log = partitions[partition];
        return log ? [{ partition, topic: log.topic, number: log.number, member }] : [];
      })
      .sort((a, b) => (a.topic === b.topic ? a.number - b.number : a.topic < b.topic ? -1 : 1));
  const members = membersOf(job, group).sort((a, b) => b.assignment.length - a.assignment.length);
  const taken = new Set(members.flatMap(({ assignment }) => assignment));
  const left = Object.keys(group.offsets).filter((id) => !taken.has(id));
  return [...members.flatMap((member) => rowsOf(member.assignment, member)), ...rowsOf(left, null)];
}

function endOf(job: Job, { topic, partition }: OffsetRow): number {
  const ends = job.ask({ kind: 'list-offsets', topic, at: 'latest' }) as
    Refusal | Record<string, FoundOffset>;
  return (ends as Record<string, FoundOffset>)[partition]!.offset;
}

function printOffsets(job: Job, group: Described, verbose: boolean): void {
  const rows = offsetRows(job, group);
  if (!saysState(job, group, rows.length)) return;
  const cells = rows.map((one) => {
    const { topic, number, partition, member } = one;
    const committed = group.offsets[partition]?.offset;
    const end = endOf(job, one);
    return [
      group.id,
      topic,
      String(number),
      ...(verbose ? [MISSING] : []),
      String(committed ?? MISSING),
      String(end),
      committed === undefined ? MISSING : String(end - committed),
      member?.id ?? MISSING,
      member?.host ?? MISSING,
      member?.clientId ?? MISSING,
    ];
  });
  const column = (fromEnd: number): string[] => cells.map((one) => one.at(-fromEnd)!);
  const widths = [
    widest(15, [group.id]),
    widest(
      15,
      rows.map(({ topic }) => topic),
    ),
    10,
    ...(verbose ? [15] : []),
    ...[15, 15, 15],
    widest(15, column(3)),
    widest(15, column(2)),
    0,
  ];
  job.out();
  job.out(
    row(widths, [
      ...['GROUP', 'TOPIC', 'PARTITION', ...(verbose ? ['LEADER-EPOCH'] : [])],
      ...['CURRENT-OFFSET', 'LOG-END-OFFSET', 'LAG', 'CONSUMER-ID', 'HOST', 'CLIENT-ID'],
    ]),
  );
  for (const one of cells) job.out(row(widths, one));
}

function printMembers(job: Job, group: Described, verbose: boolean): void {
  const members = membersOf(job, group);
  // the header comes in any case
  saysState(job, group, members.length);
  const of = (cell: (member: DescribedMember) => string): string[] => members.map(cell);
  const isStatic = members.some(({ instanceId }) => instanceId !== '');
  const isMixed =
    members.some(({ upgraded }) => upgraded) && members.some(({ upgraded }) => upgraded === false);
  const current = (member: DescribedMember): string => assignmentText(job, member.assignment);
  const target = (member: DescribedMember): string => assignmentText(job, member.target);
  const targetEpoch = group.type === 'consumer' ? String(group.targetEpoch) : MISSING;
  const widths = [
    widest(15, members.length > 0 ? [group.id] : []),
    widest(
      15,
      of(({ id }) => id),
    ),
    ...(isStatic
      ? [
          widest(
            17,
            of(({ instanceId }) => instanceId),
          ),
        ]
      : []),
    widest(
      15,
      of(({ host }) => host),
    ),
    widest(
      15,
      of(({ clientId }) => clientId),
    ),
    15,
  ];
  const more = [15, widest(20, of(current)), 15, widest(20, of(target)), ...(isMixed ? [0] : [])];
  const print = (cells: readonly string[], rest: readonly string[]): void =>
    job.out(`${row(widths, cells)} ${verbose ? row(more, rest) : ''}`);
  job.out();
  print(
    ['GROUP', 'CONSUMER-ID', ...(isStatic ? ['GROUP-INSTANCE-ID'] : []), 'HOST', 'CLIENT-ID', '#PARTITIONS'],
    [
      ...['CURRENT-EPOCH', 'CURRENT-ASSIGNMENT', 'TARGET-EPOCH', 'TARGET-ASSIGNMENT'],
      ...(isMixed ? ['UPGRADED'] : []),
    ],
  );
  for (const member of members) {
    const { id, instanceId, host, clientId, assignment, epoch, upgraded } = member;
    print(
      [group.id, id, ...(isStatic ? [instanceId] : []), host, clientId, String(assignment.length)],
      [
        ...[String(epoch ?? MISSING), current(member), targetEpoch, target(member)],
        ...(isMixed ? [String(upgraded)] : []),
      ],
    );
  }
}

/** As `t:0,1;u:2`. */
export function assignmentText({ state }: Job, assignment: readonly string[]): string {
  const numbers = new Map<string, number[]>();
  for (const id of assignment) {
    const log = state.partitions[id];
    if (log) numbers.set(log.topic, [...(numbers.get(log.topic) ?? []), log.number]);
  }
  const texts = [...numbers].map(([topic, list]) => `${topic}:${list.sort((a, b) => a - b).join(',')}`);
  return texts.sort().join(';') || MISSING;
}

/** The broker of the lane, which coordinates all groups. */
export const COORDINATOR = 'localhost:9092  (1)';

function printState(job: Job, group: Described, verbose: boolean): void {
  if (!saysState(job, group, 1)) return;
  const epochs = group.type === 'consumer' ? [group.groupEpoch, group.targetEpoch] : [MISSING, MISSING];
  const widths = [widest(15, [group.id]), 25, 20, 20, ...(verbose ? [15, 25] : []), 0];
  job.out();
  job.out(
    row(widths, [
      ...['GROUP', 'COORDINATOR (ID)', 'ASSIGNMENT-STRATEGY', 'STATE'],
      ...(verbose ? ['GROUP-EPOCH', 'TARGET-ASSIGNMENT-EPOCH'] : []),
      '#MEMBERS',
    ]),
  );
  job.out(
    row(widths, [
      ...[group.id, COORDINATOR, strategyOf(job, group) || MISSING, group.state],
      ...(verbose ? epochs : []),
      group.members.length,
    ]),
  );
}

/** A classic group tells its assignor only while it is Stable. */
function strategyOf({ state }: Job, group: Described): string {
  if (group.type === 'consumer') return assignorOf(state, group, null);
  return group.state === 'Stable' ? (group.protocol ?? '') : '';
}
