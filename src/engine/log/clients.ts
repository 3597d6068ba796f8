// How senders and workers use a log: records are produced, a worker polls as a consumer, and what it has done it commits. Whatever could
// give it more to read, or something to do for its group, makes an idle worker poll again.

import type { Context } from '../broker.ts';
import type { ClientAdapter, Origin } from '../clients/adapter.ts';
import {
  groupOf,
  type Kept,
  type Route,
  type Send,
  valueOf,
  type Worker,
  type WorkerSpec,
} from '../clients/state.ts';
import { crashWorker, lookForWork, take } from '../clients/worker.ts';
import { isRefusal, type Refusal } from '../command.ts';
import type { Fact } from '../fact.ts';
import type { ConsumerId, GroupId, Immutable, Instant, LaneId, Offset, ProducerId } from '../vocabulary.ts';
import { pollAs } from './consumer/consumer.ts';
import { stayAway } from './consumer/poll-interval.ts';
import type { LogCommandOf } from './command.ts';
import type { LogFact, LogFactOf } from './fact.ts';
import { commitAs } from './group/commit.ts';
import { produceOne } from './producer/producer.ts';
import { logOf } from './reading.ts';
import type { LogRecord, PartitionId } from './storage/state.ts';

export const logClients: ClientAdapter = {
  settlesFirst: false,
  prepare(context: Context, lane: LaneId, producer: ProducerId) {
    if (!logOf(context.world, lane).producers[producer])
      context.ask({ of: 'log', kind: 'open-producer', lane, producer });
  },
  arrive(context: Context, lane: LaneId, send: Immutable<Send>, to: Immutable<Route>) {
    if (!('topic' in to)) return;
    const key = to.keyed === false ? null : send.key;
    const value = valueOf(send);
    const { topic } = to;
    const partition = typeof to.partition === 'object' ? to.partition[send.key ?? ''] : to.partition;
    const record =
      partition === undefined ? { key, value, send: send.id } : { key, value, send: send.id, partition };
    produceOne(context, lane, send.producer, topic, record);
  },
  /** A new process is a new member. */
  clientOf: (worker, life) => (life > 1 ? `${worker}#${life}` : worker),
  start(context: Context, lane: LaneId, spec: Immutable<WorkerSpec>, consumer: string): Refusal | undefined {
    if (spec.take === 'share') return asShareWorker(context, lane, spec.id, 'start') as Refusal | undefined;
    const config = { 'max.poll.records': 1, 'enable.auto.commit': false, ...spec.config };
    const { partitions, source } = spec;
    const group = groupOf(spec);
    const opened = context.ask({ of: 'log', kind: 'open-consumer', lane, consumer, group, config });
    if (isRefusal(opened)) return opened;
    const answer = partitions
      ? context.ask({ of: 'log', kind: 'assign', lane, consumer, partitions })
      : context.ask({ of: 'log', kind: 'subscribe', lane, consumer, topics: [source] });
    if (isRefusal(answer)) return answer;
    lookForWork(context, lane, spec.id);
    return undefined;
  },
  end(context: Context, lane: LaneId, consumer: string, how) {
    const verb = how === 'closed' ? 'close' : 'kill';
    const shares = logOf(context.world, lane).shareConsumers[consumer] !== undefined;
    context.ask({ of: 'log', kind: `${verb}-${shares ? 'share-' : ''}consumer`, lane, consumer });
  },
  look(context: Context, lane: LaneId, worker: Immutable<Worker>) {
    if (worker.spec.take === 'share') return void asShareWorker(context, lane, worker.spec.id, 'look');
    const found = pollAs(context, lane, worker.client, true, keptOf);
    if ('error' in found) crashWorker(context, lane, worker.spec.id, found.error);
    else if (found.length > 0) take(context, lane, worker, found);
  },
  isBusy(context: Context, lane: LaneId, { spec, client }: Immutable<Worker>, until: Instant) {
    if (spec.take === 'share') {
      const { config } = logOf(context.world, lane).shareConsumers[client]!;
      if (until - context.world.now >= config['max.poll.interval.ms'])
        asShareWorker(context, lane, spec.id, 'is-busy', until);
    } else if (spec.partitions === undefined) stayAway(context, { lane, consumer: client, until });
  },
  settle(context: Context, lane: LaneId, worker: Immutable<Worker>, origin: Origin) {
    const { source, position } = origin;
    if (worker.spec.take === 'share')
      return void asShareWorker(context, lane, worker.spec.id, 'accept', undefined, origin);
    commitAs(context, lane, worker.client, [{ partition: source, offset: position + 1, metadata: '' }]);
  },
  giveBack(context: Context, lane: LaneId, { spec }: Immutable<Worker>, origin: Origin, requeue: boolean) {
    asShareWorker(context, lane, spec.id, 'give-back', undefined, origin, requeue);
  },
  react(context: Context, fact: Fact) {
    if (fact.of !== 'log') return;
    if (fact.kind === 'revoked' && !fact.lost) noteGivenUp(context, fact);
    if (fact.kind === 'batch-appended') {
      wakeReaders(context, fact.lane, fact.partition);
      serveAsking(context, fact.lane, fact.partition);
    } else if (fact.kind === 'records-settled') serveAsking(context, fact.lane, fact.partition);
    else if (fact.kind === 'offsets-settled') wakeGroup(context, fact.lane, fact.group);
    else if (WAKING.has(fact.kind)) wake(context, fact.lane, (fact as Waking).consumer);
    else if ((fact.kind === 'heartbeat-answered' || fact.kind === 'share-heartbeat-answered') && fact.told)
      wake(context, fact.lane, fact.consumer);
  },
};

/** Facts after which whoever runs the consumer polls again. */
type Waking = Extract<
  LogFact,
  {
    kind:
      | 'assigned'
      | 'join-answered'
      | 'sync-answered'
      | 'member-expired'
      | 'member-fenced'
      | 'rejoin-needed'
      | 'topics-matched'
      | 'membership-fenced'
      | 'membership-failed'
      | 'position-set'
      | 'auto-commit-due'
      | 'fetch-answered'
      | 'share-fetched';
  }
>;

const WAKING: ReadonlySet<Fact['kind']> = new Set<Waking['kind']>([
  'assigned',
  'join-answered',
  'sync-answered',
  'member-expired',
  'member-fenced',
  'rejoin-needed',
  'topics-matched',
  'membership-fenced',
  'membership-failed',
  'position-set',
  'auto-commit-due',
  'fetch-answered',
  'share-fetched',
]);

/** Whoever runs this consumer is told what it gives up. */
function noteGivenUp(context: Context, { lane, consumer, partitions }: LogFactOf<'revoked'>): void {
  for (const { spec, client, status } of Object.values(context.world.clients.workers[lane]!))
    if (client === consumer && (status === 'idle' || status === 'working') && partitions.length > 0)
      context.emit({
        of: 'clients',
        kind: 'partitions-given-up',
        lane,
        worker: spec.id,
        count: partitions.length,
      });
}

/** Whoever runs this consumer and has nothing in hand polls again. */
function wake(context: Context, lane: LaneId, consumer: ConsumerId): void {
  const workers = context.world.clients.workers[lane]!;
  for (const id in workers) if (workers[id]!.client === consumer) return lookForWork(context, lane, id);
}

/** What a worker of a share group does is in the room of these. */
const asShareWorker = (
  context: Context,
  lane: LaneId,
  worker: string,
  act: LogCommandOf<'as-share-worker'>['act'],
  until: Instant = 0,
  origin: Origin | null = null,
  requeue = false,
): unknown => context.ask({ of: 'log', kind: 'as-share-worker', lane, act, worker, until, origin, requeue });

/** Share consumers may have been asking for this. They are a room of their own, so it is asked and not called. */
function serveAsking(context: Context, lane: LaneId, partition: PartitionId): void {
  for (const _ in logOf(context.world, lane).shareConsumers)
    return void context.ask({ of: 'log', lane, kind: 'serve-asking', partition });
}

/** Offsets of a group wait for no transaction any more: whoever waits for them knows where to begin. */
function wakeGroup(context: Context, lane: LaneId, group: GroupId): void {
  const { consumers } = logOf(context.world, lane);
  const workers = context.world.clients.workers[lane]!;
  for (const id in workers)
    if (consumers[workers[id]!.client]?.group === group) lookForWork(context, lane, id);
}

/** Data came: whoever waits for this partition with nothing in hand takes it. */
function wakeReaders(context: Context, lane: LaneId, partition: PartitionId): void {
  const { consumers } = logOf(context.world, lane);
  const workers = context.world.clients.workers[lane]!;
  for (const id in workers) {
    const { status, client } = workers[id]!;
    if (status === 'idle' && consumers[client]?.assignment.includes(partition))
      lookForWork(context, lane, id);
  }
}

const keptOf = (source: PartitionId, position: Offset, { send }: Immutable<LogRecord>): Kept => ({
  source,
  position,
  tag: 0,
  redelivered: false,
  send: send ?? null,
});
