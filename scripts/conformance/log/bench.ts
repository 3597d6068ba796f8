// A model under a recording of Kafka: its run, the recorder's habits (client defaults, waiting, the names of processes), and what a
// poll that lasts is. The verbs are in the files beside this one.

import { nextEntry } from '../../../src/engine/agenda.ts';
import { createModels } from '../../../src/engine/broker.ts';
import { isRefusal, type Refusal } from '../../../src/engine/command.ts';
import type { LogCommand } from '../../../src/engine/log/command.ts';
import type { PollAnswer, PolledRecord, PollRefusal } from '../../../src/engine/log/consumer/command.ts';
import type { SharedRecord } from '../../../src/engine/log/group/share/command.ts';
import { logModel } from '../../../src/engine/log/model.ts';
import { logOf } from '../../../src/engine/log/reading.ts';
import { advance, createRun, perform, type Run, step } from '../../../src/engine/run.ts';
import type { ConsumerId } from '../../../src/engine/vocabulary.ts';

export const LANE = 'log';

/** Any wall clock after every timestamp that recordings call old and before those that they call future. */
const EPOCH = 1_800_000_000_000;

/** The broker was up for a while before the first step, so its checks have begun. */
const WARM_UP_MS = 30_000;

/** Kafka-groups recordings: what every consumer is given unless its step says otherwise; the first two only where they may be set. */
const GROUP_CLIENTS = {
  'heartbeat.interval.ms': '100',
  'session.timeout.ms': '20000',
  'metadata.max.age.ms': '300',
};

/** Kafka-groups recordings: how their broker was set, where they do not say so. */
const GROUP_BROKER = {
  'group.initial.rebalance.delay.ms': '0',
  'group.min.session.timeout.ms': '100',
  'group.consumer.heartbeat.interval.ms': '100',
  'group.consumer.min.heartbeat.interval.ms': '50',
  'group.consumer.min.session.timeout.ms': '500',
  'group.consumer.assignment.interval.ms': '0',
  'group.share.heartbeat.interval.ms': '100',
  'group.share.min.heartbeat.interval.ms': '50',
  'group.share.min.session.timeout.ms': '500',
  'group.share.assignment.interval.ms': '0',
  'group.share.min.record.lock.duration.ms': '1000',
};

export interface Bench {
  readonly run: Run;
  /** Every number that stands in the recording as a timestamp: only these could be compared. */
  readonly timestamps: ReadonlySet<number>;
  /** The process that a client's name means now. */
  readonly processes: Map<string, ConsumerId>;
  readonly groups: boolean;
  /** By share consumer: what it was given while it subscribed, which its next poll shows. */
  readonly early: Map<ConsumerId, readonly SharedRecord[]>;
  /** By share consumer: what it was shown, as `partition@offset`; nothing else can be acknowledged. */
  readonly shown: Map<ConsumerId, Set<string>>;
}

export function createBench(
  settings: Readonly<Record<string, string>>,
  timestamps: ReadonlySet<number>,
): Bench {
  const groups = Object.keys(settings).some((name) => name.startsWith('group.'));
  const all = groups ? { ...GROUP_BROKER, ...settings } : settings;
  const opening = { seed: 0, epoch: EPOCH, lanes: [{ id: LANE, broker: 'log' as const, settings: all }] };
  const run = createRun(opening, createModels(logModel));
  advance(run, WARM_UP_MS);
  return {
    run,
    timestamps,
    processes: new Map(),
    groups,
    early: new Map(),
    shown: new Map(),
  };
}

export const stateOf = ({ run }: Bench) => logOf(run.world, LANE);

export const clockOf = ({ run }: Bench): number => run.world.epoch + run.world.now;

type Asked = LogCommand extends infer One
  ? One extends LogCommand
    ? Omit<One, 'of' | 'lane'>
    : never
  : never;

/** Asks, and lets everything happen that follows at the same instant. */
export function ask({ run }: Bench, command: Asked): unknown {
  const answer = perform(run, { of: 'log', lane: LANE, ...command });
  advance(run, run.world.now);
  return answer;
}

export const pass = ({ run }: Bench, ms: number): void => advance(run, run.world.now + ms);

/** A new process under a client's name; the old one may still be known to its group. */
export function newProcess(bench: Bench, client: string): ConsumerId {
  let process = client;
  const { consumers, shareConsumers } = stateOf(bench);
  for (let life = 2; consumers[process] ?? shareConsumers[process]; life++) process = `${client}~${life}`;
  bench.processes.set(client, process);
  return process;
}

export const processOf = (bench: Bench, client: string): ConsumerId => bench.processes.get(client) ?? client;

export const clientOf = (process: ConsumerId): string => process.replace(/~\d+$/, '');

export function consumerDefaults(bench: Bench, protocol: unknown): Readonly<Record<string, string>> {
  if (!bench.groups) return {};
  return protocol === 'consumer'
    ? { 'metadata.max.age.ms': GROUP_CLIENTS['metadata.max.age.ms'] }
    : GROUP_CLIENTS;
}

/**
 * A poll that waits: it is over when something is handed over or stepped over, or something is wrong, or the time has passed. Members
 * answer in it what happens meanwhile, and commit by themselves when that is due.
 */
export function pollFor(
  bench: Bench,
  consumer: ConsumerId,
  ms: number,
  poll: () => Polled | PollRefusal = () => pollOnce(bench, consumer),
): PollRefusal | readonly PolledRecord[] {
  const { run } = bench;
  const until = run.world.now + ms;
  for (;;) {
    const answer = poll();
    if (isRefusal(answer)) return answer;
    if (answer.records.length > 0 || answer.steppedOver) return answer.records;
    const entry = nextEntry(run.world.agenda);
    if (!entry || entry.at > until) break;
    step(run);
  }
  advance(run, until);
  const answer = poll();
  return isRefusal(answer) ? answer : answer.records;
}

/** What one poll brought; without records its position may have stepped over a gap all the same. */
interface Polled extends PollAnswer {
  readonly steppedOver: boolean;
}

function pollOnce(bench: Bench, consumer: ConsumerId): Polled | PollRefusal {
  const from = bench.run.journal.length;
  const answer = ask(bench, { kind: 'poll', consumer }) as PollAnswer | PollRefusal;
  if (isRefusal(answer)) return answer;
  return { ...answer, steppedOver: bench.run.journal.slice(from).some(({ kind }) => kind === 'polled') };
}

/** Polls until two polls in a row brought nothing. */
export function drain(bench: Bench, consumer: ConsumerId, ms: number): Refusal | PolledRecord[] {
  const records: PolledRecord[] = [];
  for (let empty = 0; empty < 2;) {
    const polled = pollFor(bench, consumer, ms);
    if (isRefusal(polled)) return polled;
    const more = polled;
    records.push(...more);
    empty = more.length ? 0 : empty + 1;
  }
  return records;
}

export type Callback =
  | { readonly [What in 'assigned' | 'revoked' | 'lost']?: readonly string[] }
  /** A commit in the middle of a revocation failed. */
  | { readonly commit: { readonly error: string } };

/** The calls of a consumer's rebalance listener since a position of the journal; empty sets left out. */
export function callbacksOf(bench: Bench, consumer: ConsumerId, from: number): Callback[] {
  const { commitsOnRevoke } = stateOf(bench).consumers[consumer]!;
  const calls: Callback[] = [];
  let failed: Callback[] = [];
  for (const fact of bench.run.journal.slice(from)) {
    if (fact.of !== 'log' || !('consumer' in fact) || fact.consumer !== consumer) continue;
    if (fact.kind === 'assigned' && fact.added.length > 0) calls.push({ assigned: sorted(fact.added) });
    else if (fact.kind === 'revoked') {
      const partitions = sorted(fact.partitions);
      calls.push(fact.lost ? { lost: partitions } : { revoked: partitions }, ...failed);
    }
    // a listener commits before its partitions are taken away
    failed = commitsOnRevoke && fact.kind === 'commit-refused' ? [{ commit: { error: fact.error } }] : [];
  }
  return calls;
}

/** Partitions in the order of recordings: by topic, then by number. */
export function sorted(partitions: readonly string[]): string[] {
  const parts = (id: string): [string, number] => {
    const at = id.lastIndexOf('-');
    return [id.slice(0, at), Number(id.slice(at + 1))];
  };
  return [...partitions].sort((a, b) => {
    const [[left, m], [right, n]] = [parts(a), parts(b)];
    return left < right ? -1 : left > right ? 1 : m - n;
  });
}
