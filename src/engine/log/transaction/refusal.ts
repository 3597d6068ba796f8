// How transactions say no: exceptions that only they know, with the protocol's codes, beside all others.

import type { Refusal } from '../../command.ts';
import { refusal as anyRefusal } from '../refusal.ts';

/** Kafka: org.apache.kafka.common.protocol.Errors. */
const CODES: Readonly<Record<string, number>> = {
  InvalidRequiredAcksException: 21,
  OutOfOrderSequenceException: 45,
  InvalidProducerEpochException: 47,
  InvalidTxnStateException: 48,
  InvalidPidMappingException: 49,
  ProducerFencedException: 90,
  TransactionalIdNotFoundException: 105,
  TransactionAbortableException: 120,
};

/** Names Kafka's exception, with its code where the protocol has one. */
export function refusal(error: string, message: string): Refusal {
  const code = CODES[error];
  return code === undefined ? anyRefusal(error, message) : { error, code, message };
}
