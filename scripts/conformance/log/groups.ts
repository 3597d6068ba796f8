// The verbs of log-trace/1 that look at a whole group: letting it come to rest, and describing it.

import { isRefusal } from '../../../src/engine/command.ts';
import type { PollAnswer } from '../../../src/engine/log/consumer/command.ts';
import type { Group } from '../../../src/engine/log/group/state.ts';
import type { Immutable } from '../../../src/engine/vocabulary.ts';
import { ask, type Bench, callbacksOf, clientOf, pass, processOf, sorted, stateOf } from './bench.ts';
import type { Json } from '../json.ts';

/** How long nothing may change before a group counts as settled, and for how long at most that is waited for. */
const QUIET_MS = 1000;
const ROUND_MS = 100;
const PATIENCE_MS = 400_000;

/** Lets the members of a group poll, without taking records, until it rests. */
export function settle(bench: Bench, step: Json): Json {
  const group = step['group'] as string;
  const away = [...list(step['gone']), ...list(step['idle'])].map((client) => processOf(bench, client));
  const from = bench.run.journal.length;
  const quietMs = (step['quiet'] as number | undefined) ?? QUIET_MS;
  let rested = 0;
  for (let waited = 0; rested < quietMs && waited < PATIENCE_MS; waited += ROUND_MS) {
    const before = bench.run.journal.length;
    for (const { id } of participants(bench, group, away)) pollWithoutTaking(bench, id);
    pass(bench, ROUND_MS);
    const changed = bench.run.journal
      .slice(before)
      .some((fact) => fact.of === 'log' && GROUP_FACTS.has(fact.kind));
    rested = changed || !isSettled(bench, group, away, step) ? 0 : rested + ROUND_MS;
  }
  return look(bench, group, away, from, list(step['show']));
}

const GROUP_FACTS = new Set([
  'assigned',
  'revoked',
  'rebalance-began',
  'group-stabilised',
  'member-expired',
  'member-fenced',
]);

const list = (names: unknown): string[] => (names as string[] | undefined) ?? [];

const participants = (bench: Bench, group: string, away: readonly string[]) =>
  Object.values(stateOf(bench).consumers).filter(
    (one) => one.group === group && one.open && one.subscription.length > 0 && !away.includes(one.id),
  );

/** The recorder keeps every partition paused while a group settles. */
function pollWithoutTaking(bench: Bench, consumer: string): void {
  const from = bench.run.journal.length;
  const answer = ask(bench, { kind: 'poll', consumer }) as PollAnswer;
  if (isRefusal(answer)) return;
  for (const fact of bench.run.journal.slice(from))
    if (fact.of === 'log' && fact.kind === 'polled' && fact.consumer === consumer)
      ask(bench, { kind: 'seek', consumer, partition: fact.partition, to: fact.from });
}

function isSettled(bench: Bench, id: string, away: readonly string[], step: Json): boolean {
  const { groups, consumers } = stateOf(bench);
  const group = groups[id];
  const gone = list(step['gone']).map((client) => processOf(bench, client));
  if (!group || group.members.some(({ consumer }) => gone.includes(consumer))) return false;
  const members = group.members.filter(({ consumer }) => !away.includes(consumer));
  if (participants(bench, id, away).length !== members.length) return false;
  if (members.length === 0) return group.state === 'Empty';
  return (
    group.state === 'Stable' &&
    members.every(({ consumer, assignment }) => consumers[consumer]!.assignment.join() === assignment.join())
  );
}

function look(bench: Bench, id: string, away: readonly string[], from: number, show: string[]): Json {
  const shows = (field: string, usual: boolean): boolean => (show.length ? show.includes(field) : usual);
  const { groups } = stateOf(bench);
  const group = groups[id];
  const open = participants(bench, id, away);
  const owned = open.map((one): [string, readonly string[]] => [clientOf(one.id), sorted(one.assignment)]);
  const events = open
    .map((one): [string, object[]] => [clientOf(one.id), callbacksOf(bench, one.id, from)])
    .filter(([, calls]) => calls.length > 0);
  return {
    state: group?.state ?? 'Dead',
    ...(shows('generation', true) &&
      open.length && { generation: Math.max(...open.map((one) => one.generation)) }),
    ...(shows('assignment', true) && { assignment: Object.fromEntries(owned) }),
    ...(shows('shape', false) && { shape: owned.map(([, list]) => list.length).sort((a, b) => b - a) }),
    ...(shows('events', true) && { events: Object.fromEntries(events) }),
  };
}

/** Kafka: the assignor of a classic group is told only while it is Stable. */
const assignorOf = (group: Immutable<Group>): string | null =>
  group.type === 'classic' ? (group.state === 'Stable' ? group.protocol : '') : group.assignor;

/** What the coordinator says of a group. */
export function describeGroup(bench: Bench, step: Json): Json {
  const { groups, partitions } = stateOf(bench);
  const group = groups[step['group'] as string];
  if (!group) return { error: 'GroupIdNotFoundException', code: 69 };
  const members = group.members.map((one): [string, string[]] => [
    clientOf(one.consumer),
    sorted(one.assignment),
  ]);
  const offsets = Object.entries(group.offsets).map(([id, { offset }]): [string, object] => {
    const end = partitions[id]!.logEndOffset;
    return [id, { committed: offset, end, lag: end - offset }];
  });
  const sizes = members.map(([, list]) => list.length).sort((a, b) => b - a);
  return {
    type: group.type === 'classic' ? 'Classic' : 'Consumer',
    state: group.state,
    assignor: assignorOf(group),
    ...(step['shape'] ? { shape: sizes } : { members: Object.fromEntries(members) }),
    offsets: Object.fromEntries(offsets),
  };
}
