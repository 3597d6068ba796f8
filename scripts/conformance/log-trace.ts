// Replays a recording of Kafka, in the format log-trace/1, against the log model, and says where they part. What the model does not
// have yet is a difference too, with a note that names it.

import { isRefusal, type Refusal } from '../../src/engine/command.ts';
import { parseDuration } from '../../src/engine/log/consumer/duration.ts';
import type { Appended, NewRecord, ProduceAnswer } from '../../src/engine/log/producer/command.ts';
import type { CommitOffset, ResetTarget } from '../../src/engine/log/group/command.ts';
import type { DeletedRecords, FoundOffset } from '../../src/engine/log/storage/command.ts';
import type { PolledRecord, PollRefusal } from '../../src/engine/log/consumer/command.ts';
import { recordsOf, segmentsOf } from '../../src/engine/log/storage/partition.ts';
import type { Payload } from '../../src/engine/vocabulary.ts';
import type { Difference } from './difference.ts';
import { describeGroup, settle } from './log-groups.ts';
import {
  ask,
  type Bench,
  callbacksOf,
  clockOf,
  consumerDefaults,
  createBench,
  drain,
  newProcess,
  pass,
  pollFor,
  processOf,
  stateOf,
} from './log-clients.ts';
import { equal, type Json } from './json.ts';
import { spelledRecord } from './payload.ts';

type Step = Json & { readonly do: string; readonly see?: Json };

/** How long the recorder waits for a retention check to change something. */
const RETENTION_QUIET_MS = 1800;

/** Settings of clients that would change what is seen, and that the model does not have. */
const LACKED: Readonly<Record<string, (value: string) => boolean>> = {
  'group.instance.id': () => true,
  'group.protocol': (value) => value !== 'classic',
  'isolation.level': (value) => value !== 'read_uncommitted',
  'partition.assignment.strategy': (value) => value !== 'range',
  'transactional.id': () => true,
  'x.commit-on-revoke': () => true,
  acks: (value) => value === '0',
  'max.in.flight.requests.per.connection': () => true,
  'delivery.timeout.ms': () => true,
  'enable.idempotence': () => true,
  retries: () => true,
};

/** Settings of topics, likewise. */
const LACKED_OF_TOPICS: Readonly<Record<string, (value: string) => boolean>> = {
  'cleanup.policy': (value) => value.includes('compact'),
  'segment.index.bytes': () => true,
  'remote.storage.enable': () => true,
};

type Verb = (bench: Bench, step: Step) => Json;

/** Where the model parts from the recording; none if it conforms. */
export function replayLogTrace(trace: unknown): Difference[] {
  const { settings = {}, steps } = trace as { settings?: Record<string, string>; steps: Step[] };
  const bench = createBench(settings, timestampsOf(steps));
  const differences: Difference[] = [];
  for (const [index, step] of steps.entries()) {
    const lack = lackFor(step);
    // what follows would only differ because of this
    if (lack !== null)
      return [
        ...differences,
        { step: index, expected: null, got: null, note: `The model does not have ${lack}.` },
      ];
    const expected = respelled(step.see ?? {}) as Json;
    const got = VERBS[step.do]!(bench, step);
    if (!equal(expected, got)) differences.push({ step: index, expected, got, note: step.do });
  }
  return differences;
}

function timestampsOf(steps: readonly Step[]): Set<number> {
  const given = steps.flatMap((step) => [step, ...((step['records'] as Json[] | undefined) ?? [])]);
  return new Set(given.map(({ timestamp }) => timestamp).filter((one) => typeof one === 'number'));
}

function lackFor(step: Step): string | null {
  if (!VERBS[step.do]) return `the verb "${step.do}"`;
  const config = (step['config'] as Record<string, string> | undefined) ?? {};
  const lacked = step.do.endsWith('-topic') ? LACKED_OF_TOPICS : LACKED;
  for (const name in config) if (lacked[name]?.(config[name]!)) return `the setting ${name}=${config[name]}`;
  if (step.do === 'open-consumer' && step['group'] !== undefined && config['enable.auto.commit'] !== 'false')
    return 'commits by themselves (enable.auto.commit)';
  if (step.do === 'subscribe' && step['topics'] === undefined) return 'subscriptions by pattern';
  if (step['isolation'] !== undefined) return 'isolation levels';
  if (step['membership'] !== undefined) return 'closing without leaving';
  return null;
}

/** The same with keys and values in one spelling. */
function respelled(see: unknown): unknown {
  if (typeof see !== 'object' || see === null) return see;
  if (Array.isArray(see)) return see.map(respelled);
  if ('offset' in see && 'value' in see) return spelledRecord(see as unknown as PolledRecord);
  return Object.fromEntries(Object.entries(see).map(([name, value]) => [name, respelled(value)]));
}

/** An exception as recordings show it. */
const shown = ({ error, code }: Refusal): Json => ({ error, ...(code !== undefined && { code }) });

/** `{}`, or the exception. */
const done = (answer: unknown): Json => (isRefusal(answer) ? shown(answer) : {});

const VERBS: Readonly<Record<string, Verb>> = {
  'create-topic': (bench, step) =>
    done(ask(bench, { kind: 'create-topic', ...pick(step, 'topic', 'partitions', 'config') } as never)),
  'add-partitions': (bench, step) =>
    done(ask(bench, { kind: 'add-partitions', ...pick(step, 'topic', 'total') } as never)),
  'alter-topic': (bench, step) =>
    done(ask(bench, { kind: 'alter-topic', ...pick(step, 'topic', 'config') } as never)),
  'delete-topic': (bench, step) => done(ask(bench, { kind: 'delete-topic', topic: step['topic'] as string })),

  'open-producer': (bench, step) =>
    done(ask(bench, { kind: 'open-producer', producer: client(step), ...pick(step, 'config') } as never)),
  'close-producer': (bench, step) => done(ask(bench, { kind: 'close-producer', producer: client(step) })),
  produce: (bench, step) => {
    const answer = produce(bench, step, [step]);
    return Array.isArray(answer) ? appended(answer[0]!) : answer;
  },
  'produce-batch': (bench, step) => {
    const answer = produce(bench, step, step['records'] as Json[]);
    if (!Array.isArray(answer)) return answer;
    return step.see && 'shape' in step.see ? { shape: shapeOf(answer) } : { appended: answer.map(appended) };
  },
  'produce-runs': (bench, step) => ({ runsAreMultiples: runsAreMultiples(bench, step) }),

  'list-offsets': (bench, step) => {
    const at = step['at'] === 'earliest-local' ? 'earliest' : step['at'];
    // without tiered storage nothing is tiered
    const tiered = at === 'latest-tiered';
    const asked = { kind: 'list-offsets', topic: step['topic'], at: tiered ? 'latest' : at };
    const answer = ask(bench, asked as never) as Refusal | Record<string, FoundOffset>;
    if (isRefusal(answer)) return shown(answer);
    return mapValues(answer, (found) => (tiered ? { offset: -1 } : foundOffset(bench, found)));
  },
  'delete-records': (bench, step) => {
    const { low } = ask(bench, {
      kind: 'delete-records',
      ...pick(step, 'topic', 'before'),
    } as never) as DeletedRecords;
    const answers = Object.values(low);
    const [only] = answers;
    if (answers.length === 1 && isRefusal(only)) return shown(only);
    return { low: mapValues(low, (one) => (isRefusal(one) ? shown(one) : one)) };
  },
  segments: (bench, step) =>
    byNumber(bench, step, (partition) => segmentsOf(partition).map(({ baseOffset }) => baseOffset)),
  'log-size': (bench, step) => byNumber(bench, step, ({ sizeBytes }) => sizeBytes),
  dump: (bench, step) => ({
    records: recordsOf(partitionAt(bench, step)).map(({ offset, record }) =>
      spelledRecord({ ...record, offset, timestamp: known(bench, record.timestamp) }),
    ),
  }),
  'await-retention': (bench, step) => {
    const look = (): string =>
      JSON.stringify(
        byNumber(bench, step, ({ logStartOffset, firstSegment }) => [logStartOffset, firstSegment]),
      );
    for (let before = ''; before !== look();) {
      before = look();
      pass(bench, RETENTION_QUIET_MS);
    }
    return {};
  },
  wait: (bench, step) => {
    pass(bench, step['ms'] as number);
    return {};
  },

  'open-consumer': (bench, step) => {
    const config = { ...consumerDefaults(bench), ...(step['config'] as object | undefined) };
    const consumer = newProcess(bench, client(step));
    return done(ask(bench, { kind: 'open-consumer', consumer, ...pick(step, 'group'), config } as never));
  },
  assign: (bench, step) => ofConsumer(bench, step, 'assign', 'partitions'),
  subscribe: (bench, step) => ofConsumer(bench, step, 'subscribe', 'topics'),
  unsubscribe: (bench, step) => ofConsumer(bench, step, 'unsubscribe'),
  pause: (bench, step) => ofConsumer(bench, step, 'pause', 'partitions'),
  resume: (bench, step) => ofConsumer(bench, step, 'resume', 'partitions'),
  seek: (bench, step) => ofConsumer(bench, step, 'seek', 'partition', 'to'),
  'close-consumer': (bench, step) => ofConsumer(bench, step, 'close-consumer'),
  'kill-consumer': (bench, step) => ofConsumer(bench, step, 'kill-consumer'),
  poll,
  positions: (bench, step) => {
    const answer = ask(bench, { kind: 'positions', consumer: processOf(bench, client(step)) }) as Json;
    return isRefusal(answer) ? shown(answer) : answer;
  },
  'offsets-for-times': (bench, step) => {
    const consumer = processOf(bench, client(step));
    const asked = { kind: 'offsets-for-times', consumer, times: step['times'] };
    const answer = ask(bench, asked as never) as Record<string, FoundOffset | null>;
    return mapValues(answer, (found) => found && foundOffset(bench, found));
  },
  commit: (bench, step) => ofConsumer(bench, withPlainMetadata(step), 'commit', 'offsets'),
  committed: (bench, step) => {
    const offsets = stateOf(bench).groups[step['group'] as string]?.offsets ?? {};
    const topic = stateOf(bench).topics[step['topic'] as string];
    const committed = Object.entries(offsets).filter(([id]) => topic?.partitions.includes(id));
    return Object.fromEntries(
      committed.map(([id, { offset, metadata }]): [string, CommitOffset] => [
        id,
        metadata === '' ? offset : { offset, metadata },
      ]),
    );
  },
  'reset-offsets': resetOffsets,
  settle,
  'describe-group': describeGroup,
};

const client = (step: Step): string => step['client'] as string;

function pick(step: Json, ...names: readonly string[]): Json {
  return Object.fromEntries(names.filter((name) => name in step).map((name) => [name, step[name]]));
}

const mapValues = <From, To>(
  record: Readonly<Record<string, From>>,
  change: (value: From) => To,
): Record<string, To> =>
  Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(value)]));

/** A timestamp that stands in the recording; undefined for any that a clock made. */
const known = ({ timestamps }: Bench, timestamp: number | undefined): number | undefined =>
  timestamp !== undefined && timestamps.has(timestamp) ? timestamp : undefined;

function foundOffset(bench: Bench, { offset, timestamp }: FoundOffset): Json {
  const shown = known(bench, timestamp);
  return { offset, ...(shown !== undefined && { timestamp: shown }) };
}

const appended = (answer: Appended | Refusal): Json => (isRefusal(answer) ? shown(answer) : { ...answer });

function produce(bench: Bench, step: Step, given: readonly Json[]): (Appended | Refusal)[] | Json {
  const records = given.map((record): NewRecord => {
    const timestamp = record['timestamp'] as number | { ago: number } | undefined;
    const at = typeof timestamp === 'object' ? clockOf(bench) - timestamp.ago : timestamp;
    return {
      ...(pick(record, 'key', 'value', 'partition', 'headers') as object),
      ...(at !== undefined && { timestamp: at }),
    };
  });
  const asked = { kind: 'produce', producer: client(step), topic: step['topic'], records };
  const answer = ask(bench, asked as never) as ProduceAnswer | Refusal;
  return isRefusal(answer) ? shown(answer) : [...answer.appended];
}

function shapeOf(answers: readonly (Appended | Refusal)[]): number[] {
  const counts = new Map<number, number>();
  for (const answer of answers)
    if (!isRefusal(answer)) counts.set(answer.partition, (counts.get(answer.partition) ?? 0) + 1);
  return [...counts.values()].sort((a, b) => b - a);
}

function runsAreMultiples(bench: Bench, step: Step): boolean {
  const lengths: number[] = [];
  let last = -1;
  for (let n = 0; n < (step['count'] as number); n++) {
    const answer = produce(bench, step, [{ value: step['value'] }]) as Appended[];
    const { partition } = answer[0]!;
    if (partition === last) lengths[lengths.length - 1]!++;
    else lengths.push(1);
    last = partition;
  }
  return lengths.slice(0, -1).every((length) => length % (step['unit'] as number) === 0);
}

type Log = Parameters<typeof segmentsOf>[0];

function byNumber(bench: Bench, step: Step, look: (partition: Log) => unknown): Json {
  const { topics, partitions } = stateOf(bench);
  const ids = topics[step['topic'] as string]?.partitions ?? [];
  return Object.fromEntries(ids.map((id, number) => [number, look(partitions[id]!)]));
}

const partitionAt = (bench: Bench, step: Step): Log =>
  stateOf(bench).partitions[`${String(step['topic'])}-${String(step['partition'])}`]!;

function ofConsumer(bench: Bench, step: Step, kind: string, ...names: readonly string[]): Json {
  const consumer = processOf(bench, client(step));
  const from = bench.run.journal.length;
  const see = done(ask(bench, { kind, consumer, ...pick(step, ...names) } as never));
  const leaves = kind === 'close-consumer' || kind === 'unsubscribe';
  return { ...see, ...(leaves && eventsOf(bench, consumer, from)) };
}

/** Recordings write long texts as one character so many times. */
function withPlainMetadata(step: Step): Step {
  const offsets = step['offsets'] as Readonly<Record<string, CommitOffset>> | undefined;
  if (!offsets) return step;
  const plain = mapValues(offsets, (one) => {
    const metadata = typeof one === 'number' ? undefined : (one.metadata as Payload | undefined);
    if (typeof metadata !== 'object' || !('fill' in metadata)) return one;
    return { ...(one as object), metadata: metadata.fill.repeat(metadata.size) };
  });
  return { ...step, offsets: plain };
}

function eventsOf(bench: Bench, consumer: string, from: number): Json {
  const events = bench.groups ? callbacksOf(bench, consumer, from) : [];
  return events.length ? { events } : {};
}

function poll(bench: Bench, step: Step): Json {
  const consumer = processOf(bench, client(step));
  const from = bench.run.journal.length;
  const polled = polledBy(bench, step, consumer);
  const events = eventsOf(bench, consumer, from);
  if (isRefusal(polled)) {
    const { partitions } = polled;
    // the two sets of recordings show a failed poll each in its own way
    return {
      ...shown(polled),
      ...(bench.groups ? { records: {} } : partitions && { partitions }),
      ...events,
    };
  }
  const records: Record<string, object[]> = {};
  for (const { partition, offset, key, value } of polled)
    (records[partition] ??= []).push(spelledRecord({ offset, key, value }));
  if (!step.see || !('positions' in step.see)) return { records, ...events };
  return { records, positions: { ...stateOf(bench).consumers[consumer]!.positions }, ...events };
}

function polledBy(bench: Bench, step: Step, consumer: string): PollRefusal | readonly PolledRecord[] {
  if (step['once']) return pollFor(bench, consumer, 1500);
  if (!step['brief']) return drain(bench, consumer, 450);
  const until = bench.run.world.now + 400;
  const records: PolledRecord[] = [];
  while (bench.run.world.now < until) {
    const polled = pollFor(bench, consumer, until - bench.run.world.now);
    if (isRefusal(polled)) return polled;
    records.push(...polled);
  }
  return records;
}

function resetOffsets(bench: Bench, step: Step): Json {
  const { to } = step as { to?: ResetTarget | { duration: string } };
  const target =
    typeof to === 'object' && 'duration' in to ? { time: clockOf(bench) - parseDuration(to.duration)! } : to;
  const from = bench.run.journal.length;
  const asked = { kind: 'reset-offsets', ...pick(step, 'group', 'topic'), to: target };
  const answer = ask(bench, asked as never) as Refusal | Json;
  if (isRefusal(answer)) return { error: answer.message };
  const text = bench.run.journal.slice(from).flatMap((fact) => {
    if (fact.of !== 'log' || fact.kind !== 'offset-reset' || fact.warning === null) return [];
    const logged = `[<time>] WARN ${fact.warning} (org.apache.kafka.tools.OffsetsUtils)`;
    return [fact.warning.startsWith('Warn:') ? fact.warning : logged];
  });
  return { ...answer, ...(text.length && { text: text.sort() }) };
}
