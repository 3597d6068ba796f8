// What a transactional producer sends: records go out only for partitions that its transaction uses, as batches with numbers, and the
// first that fails keeps all others back. Kafka: KafkaProducer.doSend, TransactionManager.maybeAddPartition, Sender.

import type { Context } from '../../broker.ts';
import { isRefusal, type Refusal } from '../../command.ts';
import type { Immutable, LaneId, Offset, ProducerId } from '../../vocabulary.ts';
import type { LogCommandOf } from '../command.ts';
import type { FlushAnswer, NewRecord, ProduceAnswer, SendAnswer, SendResult } from '../producer/command.ts';
import { closeProducer, endLinger, flush, handOver, produce, send } from '../producer/batching.ts';
import { openProducer, sendAlone, topicFor, unknownTopic } from '../producer/producer.ts';
import { isDue, nextRequest, type Results, sendBatch } from '../producer/sender.ts';
import type { Producer, QueuedBatch } from '../producer/state.ts';
import { admit } from '../producer-state/produce-numbered.ts';
import { appendNumbered, isLetIn, type Numbers, sequenceAfter } from '../producer-state/sequence.ts';
import { logOf } from '../reading.ts';
import { clientRefusal } from '../refusal.ts';
import { appendBatch, type ArrivingBatch, type BatchRefusal } from '../storage/append.ts';
import { partitionId } from '../storage/partition.ts';
import type { Partition, PartitionId } from '../storage/state.ts';
import type { Topic } from '../topic/state.ts';
import { abortTransaction, canTurn, failureOf, turn, waiting } from './client.ts';
import { readTransactionalConfig } from './config.ts';
import { refusal } from './refusal.ts';
import type { TransactionalClient } from './state.ts';

/** What the client library of a producer knows of its transactions; undefined for one that has none. */
const clientOf = (
  context: Context,
  lane: LaneId,
  id: ProducerId,
): Immutable<TransactionalClient> | undefined => logOf(context.world, lane).transactions?.clients[id];

const producerOf = (context: Context, lane: LaneId, id: ProducerId): Immutable<Producer> =>
  logOf(context.world, lane).producers[id]!;

/** Opens a producer, after a look at what its settings say of idempotence and transactions. */
export function openAny(context: Context, command: LogCommandOf<'open-producer'>): Refusal | object {
  const { lane, producer, config = {} } = command;
  const identity = readTransactionalConfig(config);
  if (isRefusal(identity)) return identity;
  const answer = openProducer(context, command);
  if (identity !== null && !isRefusal(answer))
    context.emit({ of: 'log', lane, kind: 'transactional-producer-opened', producer, ...identity });
  return answer;
}

/** A transaction that is still open is aborted first. Kafka: Sender.run. */
export function closeAny(context: Context, command: LogCommandOf<'close-producer'>): Refusal | object {
  const { lane, producer: id } = command;
  const client = clientOf(context, lane, id);
  if (client) {
    sendWaiting(context, lane, id, new Map());
    if (client.state === 'InTransaction' || client.state === 'AbortableError')
      abortTransaction(context, { of: 'log', lane, kind: 'abort-transaction', producer: id });
    dropQueued(context, lane, id);
  }
  return closeProducer(context, command);
}

/** Sends records and flushes. */
export function produceAny(context: Context, command: LogCommandOf<'produce'>): ProduceAnswer | Refusal {
  const { lane, producer: id, topic: name, records } = command;
  const client = clientOf(context, lane, id);
  if (!client) return produce(context, command);
  const alone = records.length === 1 ? sendOne(context, lane, id, client, name, records[0]!) : null;
  if (alone) return { appended: [alone] };
  const results: Results = new Map();
  const handed = records.map((record) => enlist(context, lane, id, client, name, record, results));
  if (handed.some((one) => typeof one === 'number')) sendWaiting(context, lane, id, results);
  return { appended: handed.map((one) => (typeof one === 'number' ? results.get(one)! : one)) };
}

/** One record that nothing has to wait for goes out at once; null if it takes the long way. */
function sendOne(
  context: Context,
  lane: LaneId,
  id: ProducerId,
  { state }: Immutable<TransactionalClient>,
  name: string,
  record: NewRecord,
): SendResult | null {
  if (state !== 'InTransaction') return null;
  const producer = producerOf(context, lane, id);
  const topic = topicFor(context, lane, producer, name);
  return topic ? sendAlone(context, lane, producer, topic, record, appendInTransaction) : null;
}

/** Hands over a record and does not wait for it. */
export function sendAny(context: Context, command: LogCommandOf<'send'>): SendAnswer | Refusal {
  const { lane, producer: id, topic, record } = command;
  const client = clientOf(context, lane, id);
  if (!client) return send(context, command);
  const results: Results = new Map();
  const ticket = enlist(context, lane, id, client, topic, record, results);
  if (isRefusal(ticket)) return ticket;
  const { queue, config } = producerOf(context, lane, id);
  const isNew = queue.some(({ tickets }) => tickets.length === 1 && tickets[0] === ticket);
  sendWaiting(context, lane, id, results, true);
  const lingerUntil = context.world.now + config['linger.ms'];
  if (isNew && !results.has(ticket) && lingerUntil <= Number.MAX_SAFE_INTEGER)
    context.emit({ of: 'log', lane, kind: 'linger-planned', producer: id, lingerUntil });
  return { ticket };
}

/** The oldest batch may have waited long enough. */
export function endAnyLinger(context: Context, command: LogCommandOf<'end-linger'>): void {
  const { lane, producer } = command;
  if (clientOf(context, lane, producer)) sendWaiting(context, lane, producer, new Map(), true);
  else endLinger(context, command);
}

/** Sends everything that may go. */
export function flushAny(context: Context, command: LogCommandOf<'flush'>): FlushAnswer | Refusal {
  const { lane, producer } = command;
  if (!clientOf(context, lane, producer)) return flush(context, command);
  const results: Results = new Map();
  sendWaiting(context, lane, producer, results);
  return { results: Object.fromEntries(results) };
}

/**
 * Puts a record into a batch and its partition into the transaction; gives its ticket. A record that is refused only because there is
 * no transaction is in its batch all the same, and goes out with the next one.
 */
function enlist(
  context: Context,
  lane: LaneId,
  id: ProducerId,
  client: Immutable<TransactionalClient>,
  name: string,
  record: NewRecord,
  results: Results,
): number | Refusal {
  const producer = producerOf(context, lane, id);
  const topic = topicFor(context, lane, producer, name);
  const ticket = topic ? handOver(context, lane, producer, topic, record, results) : unknownTopic(name);
  if (isRefusal(ticket)) {
    if (ticket.code === undefined || canFail(client)) fail(context, lane, id, client, ticket);
    else
      return clientRefusal(
        'IllegalStateException',
        `Invalid transition attempted from state ${client.state}.`,
      );
    return ticket;
  }
  const refused = failureOf(client) ?? waiting(client, 'send') ?? outsideOf(client);
  if (refused) {
    if (client.failure !== null) dropQueued(context, lane, id);
    return refused;
  }
  const batch = producer.queue.find(({ tickets }) => tickets.includes(ticket))!;
  use(context, lane, id, client, partitionId(batch.topic, batch.partition));
  return ticket;
}

const outsideOf = ({ state }: Immutable<TransactionalClient>): Refusal | null =>
  state === 'InTransaction'
    ? null
    : clientRefusal(
        'IllegalStateException',
        `Cannot add a partition to a transaction while in state ${state}.`,
      );

function use(
  context: Context,
  lane: LaneId,
  producer: ProducerId,
  { partitions }: Immutable<TransactionalClient>,
  partition: PartitionId,
): void {
  if (!partitions.includes(partition))
    context.emit({ of: 'log', lane, kind: 'transaction-used', producer, partition });
}

/**
 * Sends batches of the partitions that the transaction uses: all of them, or (`due`) requests as long as there is one that is full or
 * has waited for linger.ms. Once something has failed nothing else goes out.
 */
export function sendWaiting(
  context: Context,
  lane: LaneId,
  id: ProducerId,
  results: Results,
  due = false,
): void {
  const producer = producerOf(context, lane, id);
  const client = clientOf(context, lane, id)!;
  const isMine = ({ topic, partition }: Immutable<QueuedBatch>): boolean =>
    client.partitions.includes(partitionId(topic, partition));
  const goes = (batch: Immutable<QueuedBatch>): boolean =>
    isMine(batch) && (!due || isDue(batch, producer, context.world.now));
  while (client.failure === null && producer.queue.some(goes))
    for (const batch of nextRequest(producer).filter(isMine)) {
      sendBatch(context, lane, producer, batch, results, appendInTransaction);
      const result = results.get(batch.tickets[0]!)!;
      if (client.failure === null && isRefusal(result)) fail(context, lane, id, client, result);
    }
  if (client.failure !== null) dropQueued(context, lane, id, results);
}

/** Drops what waits: the transaction is over, or cannot go on. Kafka: RecordAccumulator.abortUndrainedBatches. */
export function dropQueued(
  context: Context,
  lane: LaneId,
  id: ProducerId,
  results: Results = new Map(),
): void {
  const { queue } = producerOf(context, lane, id);
  const tickets = queue.flatMap((batch) => batch.tickets);
  if (tickets.length === 0) return;
  const { failure } = clientOf(context, lane, id)!;
  const reason = refusal(failure ?? 'TransactionAbortedException', 'Its transaction was aborted.');
  for (const ticket of tickets) results.set(ticket, reason);
  context.emit({ of: 'log', lane, kind: 'records-dropped', producer: id, tickets });
}

/** The partition joins the transaction, and the batch is appended with the next numbers; what is refused fails the transaction. */
function appendInTransaction(
  context: Context,
  lane: LaneId,
  producer: Immutable<Producer>,
  topic: Immutable<Topic>,
  partition: Immutable<Partition>,
  arriving: ArrivingBatch,
): Offset | BatchRefusal {
  const { id } = partition;
  const { clients, logs } = logOf(context.world, lane).transactions!;
  const client = clients[producer.id]!;
  use(context, lane, producer.id, client, id);
  // once its transaction has begun here nothing can be out of turn: the leader has all that was sent, and nobody else has the epoch
  const answer = isLetIn(logs[id], client.pid, client)
    ? appendBatch(context, lane, producer, topic, partition, arriving, null, 'data')
    : appendFirst(context, lane, producer, client, topic, partition, arriving);
  if (typeof answer === 'number') return answer;
  const { error } = answer;
  // a batch that is too large is divided
  if (error.error !== 'RecordTooLargeException' || arriving.records.length === 1)
    fail(context, lane, producer.id, client, error);
  return answer;
}

/** The partition joins the transaction, and the batch is its first here. */
function appendFirst(
  context: Context,
  lane: LaneId,
  producer: Immutable<Producer>,
  client: Immutable<TransactionalClient>,
  topic: Immutable<Topic>,
  partition: Immutable<Partition>,
  arriving: ArrivingBatch,
): Offset | BatchRefusal {
  const { id } = partition;
  const { transactionalId, pid, epoch } = client;
  const sequence = nextSequence(context, lane, client, id);
  const numbers: Numbers = { epoch, sequence, transactional: 'joins' };
  const refused = admit(context, lane, transactionalId, pid, id, numbers);
  return refused
    ? { error: refused, culprits: [] }
    : appendNumbered(context, lane, producer, topic, partition, arriving, numbers);
}

/** Nothing that it sends gets lost, so it goes on where the leader stands; each transaction has an epoch of its own and begins at 0. */
function nextSequence(
  context: Context,
  lane: LaneId,
  { pid, epoch }: Immutable<TransactionalClient>,
  partition: PartitionId,
): number {
  const known = logOf(context.world, lane).transactions!.logs[partition]?.known[pid];
  const latest = known?.epoch === epoch ? known.batches[known.batches.length - 1] : undefined;
  return latest ? sequenceAfter(latest.last, 1) : 0;
}

/** Exceptions after which a producer can only be closed. */
const FATAL: ReadonlySet<string> = new Set(['ProducerFencedException', 'InvalidPidMappingException']);

/** Exceptions that a client tries again after, as long as it may; and one that it takes for such. */
const RETRIED: ReadonlySet<string> = new Set(['TimeoutException', 'InvalidTxnStateException']);

const canFail = (client: Immutable<TransactionalClient>): boolean =>
  client.state === 'Aborting' || canTurn(client, 'FAIL');

/** Something could not be sent: the transaction can only be aborted. Kafka: TransactionManager.maybeTransitionToErrorState. */
function fail(
  context: Context,
  lane: LaneId,
  producer: ProducerId,
  client: Immutable<TransactionalClient>,
  { error, code }: Refusal,
): void {
  if (FATAL.has(error)) turn(context, lane, producer, 'DIE', error);
  else if (code !== undefined && client.state !== 'Aborting' && canFail(client))
    turn(context, lane, producer, 'FAIL', RETRIED.has(error) ? 'TransactionAbortableException' : error);
}
