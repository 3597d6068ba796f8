// The verb `settle` of log-trace/1: the members of a group poll, without taking records, until the group rests; then it is looked at.

import { isRefusal } from '../../../src/engine/command.ts';
import type { PollAnswer, PollRefusal } from '../../../src/engine/log/consumer/command.ts';
import { isSubscribed } from '../../../src/engine/log/consumer/subscription.ts';
import type { Consumer } from '../../../src/engine/log/consumer/state.ts';
import { roundOf } from '../../../src/engine/log/group/kinds.ts';
import type { Group } from '../../../src/engine/log/group/state.ts';
import { without } from '../../../src/engine/log/set.ts';
import type { Immutable } from '../../../src/engine/vocabulary.ts';
import type { Json } from '../json.ts';
import {
  ask,
  type Bench,
  callbacksOf,
  clientOf,
  pass,
  pollFor,
  processOf,
  sorted,
  stateOf,
} from './bench.ts';

/** How long nothing may change before a group counts as settled, and for how long at most that is waited for. */
const QUIET_MS = 900;
/** The members poll in turn: so long a round, each at least so long. */
const ROUND_MS = 100;
const LEAST_POLL_MS = 20;
const PATIENCE_MS = 400_000;

type Reader = Immutable<Consumer>;

/** One settling, as far as it is. */
interface Settling {
  readonly bench: Bench;
  readonly group: string;
  /** Processes that nobody waits for; those in `gone` have to be dropped before the group rests. */
  readonly away: readonly string[];
  readonly gone: readonly string[];
  /** Who polls, what it had at the beginning, and where the journal was. */
  readonly members: readonly string[];
  readonly before: ReadonlyMap<string, readonly string[]>;
  readonly from: number;
  /** By process, the exception that its poll threw. */
  readonly errors: Map<string, string>;
}

export function settle(bench: Bench, step: Json): Json {
  const settling = begin(bench, step);
  const quietMs = (step['quiet'] as number | undefined) ?? QUIET_MS;
  let seen = '';
  const eachMs = Math.max(LEAST_POLL_MS, Math.floor(ROUND_MS / settling.members.length));
  for (let waited = 0, rested = 0; rested < quietMs && waited < PATIENCE_MS; waited += ROUND_MS) {
    for (const id of settling.members) if (!settling.errors.has(id)) pollWithoutTaking(settling, id, eachMs);
    if (settling.errors.size === settling.members.length) pass(bench, ROUND_MS);
    const now = signature(settling);
    rested = isSettled(settling) && now === seen ? rested + ROUND_MS : 0;
    seen = now;
  }
  return look(settling, list(step['show']));
}

function begin(bench: Bench, step: Json): Settling {
  const group = step['group'] as string;
  const processes = (clients: unknown): string[] => list(clients).map((client) => processOf(bench, client));
  const gone = processes(step['gone']);
  const away = [...gone, ...processes(step['idle'])];
  const readers = Object.values(stateOf(bench).consumers).filter(
    (one) => one.group === group && one.open && isSubscribed(one) && !away.includes(one.id),
  );
  return {
    bench,
    group,
    away,
    gone,
    members: readers.map(({ id }) => id),
    before: new Map(readers.map(({ id, assignment }) => [id, assignment])),
    from: bench.run.journal.length,
    errors: new Map(),
  };
}

const list = (names: unknown): string[] => (names as string[] | undefined) ?? [];

const readerOf = ({ bench }: Settling, id: string): Reader => stateOf(bench).consumers[id]!;

const groupOf = ({ bench, group }: Settling): Immutable<Group> | undefined => stateOf(bench).groups[group];

const NOTHING = { records: [], steppedOver: false };

/** The recorder keeps every partition paused while a group settles. */
function pollWithoutTaking({ bench, errors }: Settling, consumer: string, ms: number): void {
  const answer = pollFor(bench, consumer, ms, () => {
    const from = bench.run.journal.length;
    const polled = ask(bench, { kind: 'poll', consumer }) as PollAnswer | PollRefusal;
    // back to where it was, the last step first
    for (const fact of bench.run.journal.slice(from).reverse())
      if (fact.kind === 'polled' && fact.consumer === consumer)
        ask(bench, { kind: 'seek', consumer, partition: fact.partition, to: fact.from });
      else if (fact.kind === 'out-of-range' && fact.consumer === consumer)
        ask(bench, { kind: 'seek', consumer, partition: fact.partition, to: fact.position });
    // nothing is fetched of what is paused, so nobody is told there that his offset is out of range
    return isRefusal(polled) && polled.error !== 'OffsetOutOfRangeException' ? polled : NOTHING;
  });
  if (isRefusal(answer)) errors.set(consumer, answer.error);
}

/** Everything that may not change while a group rests. */
function signature(settling: Settling): string {
  const group = groupOf(settling);
  const readers = settling.members.map((id) => readerOf(settling, id));
  return JSON.stringify([
    readers.map(({ assignment, generation }) => [assignment, generation]),
    group && [group.state, roundOf(group), group.members.map(({ consumer }) => consumer)],
  ]);
}

function isSettled(settling: Settling): boolean {
  const { members, gone, away, errors } = settling;
  const group = groupOf(settling);
  const well = members.filter((id) => !errors.has(id));
  if (!group) return well.length === 0;
  if (group.members.some(({ consumer }) => gone.includes(consumer))) return false;
  if (
    gone.length > 0 &&
    group.members.some(({ consumer }) => !members.includes(consumer) && !away.includes(consumer))
  )
    return false;
  if (members.length === 0) return group.state === 'Empty' || group.state === 'Stable';
  if (group.state !== 'Stable') return false;
  return well.every((id) => {
    const member = group.members.find(({ consumer }) => consumer === id);
    return member && sorted(member.assignment).join() === sorted(readerOf(settling, id).assignment).join();
  });
}

function look(settling: Settling, show: readonly string[]): Json {
  const { bench, members, errors, from, before } = settling;
  const shows = (field: string, usual = false): boolean => (show.length ? show.includes(field) : usual);
  const group = groupOf(settling);
  const readers = members.map((id) => readerOf(settling, id));
  const well = readers.filter(({ id }) => !errors.has(id));
  const kept = readers
    .filter(({ id }) => before.get(id)!.length > 0)
    .map(
      ({ id, assignment }) => assignment.filter((partition) => before.get(id)!.includes(partition)).length,
    );
  return {
    state: group?.state ?? 'Dead',
    ...(shows('generation', true) &&
      well.length > 0 && { generation: Math.max(...well.map(({ generation }) => generation)) }),
    ...(group?.type === 'consumer' && shows('epoch') && epochsOf(group)),
    ...(group?.type === 'consumer' && shows('groupEpoch') && { epoch: group.groupEpoch }),
    ...(shows('assignment', true) && {
      assignment: byClient(well, ({ assignment }) => sorted(assignment)),
    }),
    ...(shows('shape') && { shape: descending(readers.map(({ assignment }) => assignment.length)) }),
    ...(shows('keptShape') && { kept: descending(kept) }),
    ...(shows('net') && {
      net: withoutEmpty(byClient(readers, ({ id, assignment }) => netOf(before.get(id)!, assignment))),
    }),
    ...(shows('events', true) && {
      events: withoutEmpty(byClient(readers, ({ id }) => callbacksOf(bench, id, from))),
    }),
    ...(errors.size > 0 && {
      errors: Object.fromEntries([...errors].map(([id, error]) => [clientOf(id), error])),
    }),
  };
}

const epochsOf = ({
  groupEpoch,
  targetEpoch,
  members,
}: Immutable<Extract<Group, { type: 'consumer' }>>): Json => ({
  epoch: groupEpoch,
  target: targetEpoch,
  memberEpochs: Object.fromEntries(
    members.map(({ consumer, memberEpoch }) => [clientOf(consumer), memberEpoch]),
  ),
});

const byClient = <Value>(
  readers: readonly Reader[],
  value: (reader: Reader) => Value,
): Record<string, Value> => Object.fromEntries(readers.map((reader) => [clientOf(reader.id), value(reader)]));

const descending = (sizes: number[]): number[] => sizes.sort((a, b) => b - a);

/** What a member gained and gave up over the whole settling; empty if nothing. */
function netOf(before: readonly string[], after: readonly string[]): Json | readonly never[] {
  const gained = sorted(without(after, before));
  const gaveUp = sorted(without(before, after));
  return gained.length + gaveUp.length > 0 ? { gained, gaveUp } : [];
}

const withoutEmpty = (record: Record<string, unknown>): Json =>
  Object.fromEntries(Object.entries(record).filter(([, value]) => !Array.isArray(value) || value.length > 0));
