// A producer's part in transactions: beginning and ending them, and offsets that go with them. What it may do after an error its
// client library decides; lifecycle/transactional-producer.ts has its states. What it sends is in sending.ts. Kafka: KafkaProducer,
// TransactionManager.

import { TRANSACTIONAL_PRODUCER } from '../../../lifecycle/transactional-producer.ts';
import type { Context } from '../../broker.ts';
import { isRefusal, type Refusal } from '../../command.ts';
import type { Immutable, LaneId, ProducerId } from '../../vocabulary.ts';
import type { LogCommandOf } from '../command.ts';
import type { LogFactOf } from '../fact.ts';
import { bookmarksFrom } from '../group/commit.ts';
import { logOf } from '../reading.ts';
import { clientRefusal } from '../refusal.ts';
import { endTransaction, takeId } from './coordinator.ts';
import { sendOffsetsOf } from './offsets.ts';
import { refusal } from './refusal.ts';
import { dropQueued, sendWaiting } from './sending.ts';
import type { Outcome, TransactionalClient } from './state.ts';

const DONE: object = Object.freeze({});

type Client = Immutable<TransactionalClient>;

const illegal = (message: string): Refusal => clientRefusal('IllegalStateException', message);

/** What the client library of an open transactional producer knows; a refusal if there is no such producer. */
function clientOf(context: Context, lane: LaneId, id: ProducerId): Client | Refusal {
  const { producers, transactions } = logOf(context.world, lane);
  if (!producers[id]) return illegal('Cannot perform operation after producer has been closed');
  return (
    transactions?.clients[id] ?? illegal('Transactional method invoked on a non-transactional producer.')
  );
}

/** The library goes on to another state. */
export function turn(
  context: Context,
  lane: LaneId,
  producer: ProducerId,
  by: LogFactOf<'producer-turned'>['by'],
  error: string | null = null,
): void {
  context.emit({ of: 'log', lane, kind: 'producer-turned', producer, by, error });
}

export const canTurn = ({ state }: Client, by: string): boolean =>
  TRANSACTIONAL_PRODUCER[state]![by] !== undefined;

/**
 * What a call brings once something has failed: the exception itself where the producer is fenced, else one that names it. Null while
 * nothing has. Kafka: TransactionManager.maybeFailWithError.
 */
export function failureOf({ failure }: Client): Refusal | null {
  switch (failure) {
    case null:
      return null;
    case 'ProducerFencedException':
    case 'InvalidProducerEpochException':
      return refusal(failure, 'The producer has been fenced by another one with the same transactionalId.');
    default:
      return {
        ...clientRefusal(
          'KafkaException',
          'Cannot execute transactional method because we are in an error state',
        ),
        cause: failure,
      };
  }
}

/** A call that timed out has to be made again before any other. Kafka: TransactionManager.throwIfPendingState. */
export const waiting = ({ waitsFor }: Client, call: string): Refusal | null =>
  waitsFor === null || waitsFor === call
    ? null
    : illegal(`Cannot attempt operation \`${call}\` because the previous call to \`${waitsFor}\` timed out.`);

const impossible = ({ state }: Client): Refusal =>
  illegal(`Invalid transition attempted from state ${state}.`);

const timedOut = (call: string): Refusal =>
  refusal('TimeoutException', `Timeout expired after max.block.ms while awaiting ${call}.`);

/** Asks for the transactional id. Kafka: KafkaProducer.initTransactions. */
export function initTransactions(
  context: Context,
  { lane, producer: id }: LogCommandOf<'init-transactions'>,
): Refusal | object {
  const client = clientOf(context, lane, id);
  if (isRefusal(client)) return client;
  const { transactionalId, timeoutMs, waitsFor } = client;
  const refused = failureOf(client) ?? waiting(client, 'initTransactions');
  if (refused) return refused;
  if (waitsFor) return timedOut(waitsFor);
  if (!canTurn(client, 'INITIALIZE')) return impossible(client);
  turn(context, lane, id, 'INITIALIZE');
  // the library cannot even ask for it, and tries again and again
  if (timeoutMs <= 0) {
    context.emit({ of: 'log', lane, kind: 'call-timed-out', producer: id, call: 'initTransactions' });
    return timedOut('initTransactions');
  }
  if (timeoutMs > logOf(context.world, lane).settings['transaction.max.timeout.ms']) {
    turn(context, lane, id, 'DIE', 'KafkaException');
    return clientRefusal(
      'KafkaException',
      'Unexpected error in InitProducerIdResponse; The transaction timeout is larger than transaction.max.timeout.ms.',
    );
  }
  const identity = takeId(context, lane, transactionalId, timeoutMs);
  context.emit({ of: 'log', lane, kind: 'producer-identified', producer: id, ...identity });
  return DONE;
}

/** Kafka: KafkaProducer.beginTransaction. */
export function beginTransaction(
  context: Context,
  { lane, producer: id }: LogCommandOf<'begin-transaction'>,
): Refusal | object {
  const client = clientOf(context, lane, id);
  if (isRefusal(client)) return client;
  const refused = waiting(client, 'beginTransaction') ?? failureOf(client);
  if (refused) return refused;
  if (!canTurn(client, 'BEGIN')) return impossible(client);
  turn(context, lane, id, 'BEGIN');
  return DONE;
}

/** Sends what waits, then asks for the commit. Kafka: KafkaProducer.commitTransaction. */
export function commitTransaction(
  context: Context,
  { lane, producer: id }: LogCommandOf<'commit-transaction'>,
): Refusal | object {
  const client = clientOf(context, lane, id);
  if (isRefusal(client)) return client;
  const refused = waiting(client, 'commitTransaction') ?? failureOf(client);
  if (refused) return refused;
  if (client.waitsFor) return timedOut(client.waitsFor);
  if (!canTurn(client, 'COMMIT')) return impossible(client);
  turn(context, lane, id, 'COMMIT');
  sendWaiting(context, lane, id, new Map());
  const { failure } = client;
  if (failure !== null) return refusal(failure, 'A record of the transaction could not be sent.');
  // a record that was sent outside of any transaction belongs to none, and is waited for all the same
  if (logOf(context.world, lane).producers[id]!.queue.length > 0) {
    context.emit({ of: 'log', lane, kind: 'call-timed-out', producer: id, call: 'commitTransaction' });
    return timedOut('commitTransaction');
  }
  return end(context, lane, id, client, 'commit');
}

/** Drops what waits, and asks for the abort. Kafka: KafkaProducer.abortTransaction. */
export function abortTransaction(
  context: Context,
  { lane, producer: id }: LogCommandOf<'abort-transaction'>,
): Refusal | object {
  const client = clientOf(context, lane, id);
  if (isRefusal(client)) return client;
  const refused =
    waiting(client, 'abortTransaction') ?? (client.state === 'AbortableError' ? null : failureOf(client));
  if (refused) return refused;
  if (!canTurn(client, 'ABORT')) return impossible(client);
  turn(context, lane, id, 'ABORT');
  dropQueued(context, lane, id);
  return end(context, lane, id, client, 'abort');
}

/** A transaction of which nothing was sent ends with the library. Whatever the coordinator refuses is final. Kafka: EndTxnHandler. */
function end(
  context: Context,
  lane: LaneId,
  producer: ProducerId,
  { transactionalId, pid, epoch, started }: Client,
  outcome: Outcome,
): Refusal | object {
  if (!started) {
    turn(context, lane, producer, 'READY');
    return DONE;
  }
  const answer = endTransaction(context, lane, transactionalId, { pid, epoch }, outcome);
  if (isRefusal(answer)) {
    turn(context, lane, producer, 'DIE', answer.error);
    return answer;
  }
  context.emit({ of: 'log', lane, kind: 'producer-identified', producer, ...answer });
  return DONE;
}

/** Offsets of a group, to be committed with the transaction. Kafka: KafkaProducer.sendOffsetsToTransaction. */
export function sendOffsets(
  context: Context,
  { lane, producer: id, group, offsets }: LogCommandOf<'send-offsets'>,
): Refusal | object {
  const bookmarks = bookmarksFrom(offsets);
  if (bookmarks.some(({ offset }) => offset < 0))
    return clientRefusal('IllegalArgumentException', 'Invalid negative offset');
  const client = clientOf(context, lane, id);
  if (isRefusal(client)) return client;
  if (bookmarks.length === 0) return DONE;
  const refused = waiting(client, 'sendOffsetsToTransaction') ?? failureOf(client);
  if (refused) return refused;
  if (client.state !== 'InTransaction')
    return illegal('Cannot send offsets if a transaction is not in progress.');
  if (!client.started)
    context.emit({ of: 'log', lane, kind: 'transaction-used', producer: id, partition: null });
  const answer = sendOffsetsOf(context, lane, client, group, bookmarks);
  if (answer === null) return DONE;
  if (answer.error !== 'TimeoutException') turn(context, lane, id, 'DIE', answer.error);
  return answer;
}
