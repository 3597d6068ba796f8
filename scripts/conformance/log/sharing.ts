// The verbs of share groups and their consumers.

import { isRefusal, type Refusal } from '../../../src/engine/command.ts';
import type {
  ShareCommitAnswer,
  SharedRecord,
  SharePollAnswer,
} from '../../../src/engine/log/group/share/command.ts';
import type { ShareGroup } from '../../../src/engine/log/group/share/state.ts';
import type { ConsumerId, Immutable } from '../../../src/engine/vocabulary.ts';
import type { Json } from '../json.ts';
import { ask, type Bench, clientOf, newProcess, pass, pollFor, processOf, sorted, stateOf } from './bench.ts';
import { spelled } from './payload.ts';
import { client, done, pick, shown, type Step, type Verb, type Verbs } from './verb.ts';

/** How often the recorder looks whether a member has its assignment, and how often it has to have it. */
const LOOK_MS = 100;
const LOOKS = 3;
/** What it gives the first fetches of a member, and a fetch that is still waiting when a poll brought nothing. */
const FIRST_FETCH_MS = 300;
const LAST_FETCH_MS = 400;
const PATIENCE_MS = 15_000;
const LATE_MS = 700;
const POLL_MS = 500;

export const sharingVerbs: Verbs = {
  'open-share-consumer': (bench, step) => {
    const config = { 'client.id': client(step), ...(step['config'] ?? {}) };
    const consumer = newProcess(bench, client(step));
    const asked = { kind: 'open-share-consumer', consumer, ...pick(step, 'group'), config };
    return done(ask(bench, asked as never));
  },
  'share-poll': sharePoll,
  acknowledge,
  'share-commit': (bench, step) => {
    const answer = ask(bench, { kind: 'share-commit', ...about(bench, step) }) as Refusal | ShareCommitAnswer;
    if (isRefusal(answer)) return shown(answer);
    const wrong = Object.entries(answer).flatMap(([id, refused]) => (refused ? [[id, refused.error]] : []));
    return wrong.length > 0 ? { error: Object.fromEntries(wrong) as object } : {};
  },
  'await-lock-expiry': (bench, step) => {
    pass(bench, (step['ms'] as number) + LATE_MS);
    return {};
  },
  'describe-share': describeShare,
  'alter-share-offsets': (bench, step) =>
    done(ask(bench, { kind: 'alter-share-offsets', ...pick(step, 'group', 'offsets') } as never)),
};

/** Those verbs of any consumer that mean something else for one of a share group. */
export const shareConsumerVerbs: Verbs = {
  subscribe: subscribeShare,
  'close-consumer': (bench, step) =>
    done(ask(bench, { kind: 'close-share-consumer', ...about(bench, step) })),
  'kill-consumer': (bench, step) => done(ask(bench, { kind: 'kill-share-consumer', ...about(bench, step) })),
};

/** A verb as it is done by a consumer of a share group, if that is what the step's client is. */
export const forShareConsumer = (bench: Bench, step: Step): Verb | undefined =>
  typeof step['client'] === 'string' && stateOf(bench).shareConsumers[processOf(bench, step['client'])]
    ? shareConsumerVerbs[step.do]
    : undefined;

const about = (bench: Bench, step: Step): { readonly consumer: ConsumerId } => ({
  consumer: processOf(bench, client(step)),
});

/** Polls until the member has its assignment. What that brings the next poll shows. */
function subscribeShare(bench: Bench, step: Step): Json {
  const { consumer } = about(bench, step);
  const answer = ask(bench, { kind: 'subscribe-share', consumer, topics: step['topics'] as string[] });
  if (isRefusal(answer) || step['noWait']) return done(answer);
  for (let seen = 0, waited = 0; seen < LOOKS && waited < PATIENCE_MS; waited += LOOK_MS) {
    if (!bench.early.has(consumer)) {
      const polled = ask(bench, { kind: 'share-poll', consumer }) as Refusal | SharePollAnswer;
      if (isRefusal(polled)) return shown(polled);
      if (polled.records.length > 0) bench.early.set(consumer, polled.records);
    }
    pass(bench, LOOK_MS);
    seen = isAssigned(bench, consumer) ? seen + 1 : 0;
  }
  pass(bench, FIRST_FETCH_MS);
  return {};
}

function isAssigned(bench: Bench, consumer: ConsumerId): boolean {
  const { shareConsumers, groups } = stateOf(bench);
  const group = groups[shareConsumers[consumer]!.group] as Immutable<ShareGroup> | undefined;
  const member = group?.members.find((one) => one.consumer === consumer);
  return member !== undefined && member.assignment.length > 0 && member.memberEpoch === group!.targetEpoch;
}

/** The recorder keeps the records that it was handed, and names others as it may only name broken ones. */
function acknowledge(bench: Bench, step: Step): Json {
  const { consumer } = about(bench, step);
  const record = `${String(step['partition'])}@${String(step['offset'])}`;
  if (!bench.shown.get(consumer)?.has(record)) return { error: 'IllegalStateException' };
  return done(
    ask(bench, { kind: 'acknowledge', consumer, ...pick(step, 'partition', 'offset', 'type') } as never),
  );
}

function sharePoll(bench: Bench, step: Step): Json {
  const { consumer } = about(bench, step);
  const tries = (step['tries'] as number | undefined) ?? 3;
  const records: SharedRecord[] = [...(bench.early.get(consumer) ?? [])];
  bench.early.delete(consumer);
  let error: Json = {};
  const poll = (): boolean => {
    const polled = pollFor(bench, consumer, POLL_MS, () => pollOnce(bench, consumer));
    if (isRefusal(polled)) error = shown(polled);
    else records.push(...(polled as readonly SharedRecord[]));
    return !isRefusal(polled) && polled.length > 0;
  };
  for (let n = 0; records.length === 0 && n < tries && !isRefusal(error);) if (!poll()) n++;
  if (step['drain']) for (let n = 0; n < tries && !isRefusal(error);) n = poll() ? 0 : n + 1;
  if (records.length === 0) pass(bench, LAST_FETCH_MS);
  const order = sorted([...new Set(records.map(({ partition }) => partition))]);
  records.sort((a, b) => order.indexOf(a.partition) - order.indexOf(b.partition));
  const shownBefore = bench.shown.get(consumer) ?? [];
  bench.shown.set(
    consumer,
    new Set([...shownBefore, ...records.map((one) => `${one.partition}@${one.offset}`)]),
  );
  const types = step['ack'] as readonly string[] | undefined;
  if (types)
    for (const [n, { partition, offset }] of records.entries())
      ask(bench, {
        kind: 'acknowledge',
        consumer,
        partition,
        offset,
        type: types[n % types.length],
      } as never);
  return { ...error, ...(step['countOnly'] ? { count: records.length } : { records: records.map(seen) }) };
}

/** As `respelled` writes what stands in the recording. */
const seen = ({ partition, offset, value, deliveryCount }: SharedRecord): Json => ({
  partition,
  offset,
  value: spelled(value),
  deliveryCount,
});

function pollOnce(bench: Bench, consumer: ConsumerId) {
  const answer = ask(bench, { kind: 'share-poll', consumer }) as Refusal | SharePollAnswer;
  return isRefusal(answer) ? answer : { ...answer, steppedOver: false };
}

/** What is less than nothing is not known to the client. */
const lagShown = (lag: number): number | null => (lag < 0 ? null : lag);

/** What the coordinator says of a group, and what was last written down of its partitions. */
function describeShare(bench: Bench, step: Json): Json {
  const { groups, partitions } = stateOf(bench);
  const group = groups[step['group'] as string];
  if (group?.type !== 'share') return { error: 'GroupIdNotFoundException', code: 69 };
  const members = group.members.map((one): [string, string[]] => [
    clientOf(one.consumer),
    sorted(one.assignment),
  ]);
  const written = sorted(Object.keys(group.partitions)).flatMap((id) => {
    const state = group.partitions[id]!.written;
    return state ? [{ id, ...state }] : [];
  });
  return {
    state: group.state,
    ...(step['shape']
      ? { shape: members.map(([, list]) => list.length).sort((a, b) => b - a) }
      : { members: Object.fromEntries(members) }),
    offsets: Object.fromEntries(written.map(({ id, startOffset }) => [id, startOffset])),
    lag: Object.fromEntries(
      written.map(({ id, startOffset, doneRecords }) => [
        id,
        lagShown(partitions[id]!.logEndOffset - startOffset - doneRecords),
      ]),
    ),
  };
}
