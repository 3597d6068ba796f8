// How Kafka and its clients say no: exception classes with the protocol's error code where it has one. Sentences are ours unless a
// rule says otherwise.

import type { Refusal } from '../command.ts';

/** Kafka: org.apache.kafka.common.protocol.Errors. Exceptions that a client raises by itself are not in here. */
const CODES: Readonly<Record<string, number>> = {
  OffsetOutOfRangeException: 1,
  UnknownTopicOrPartitionException: 3,
  TimeoutException: 7,
  RecordTooLargeException: 10,
  OffsetMetadataTooLarge: 12,
  InvalidTopicException: 17,
  RecordBatchTooLargeException: 18,
  InconsistentGroupProtocolException: 23,
  InvalidGroupIdException: 24,
  UnknownMemberIdException: 25,
  InvalidSessionTimeoutException: 26,
  InvalidTimestampException: 32,
  TopicExistsException: 36,
  InvalidPartitionsException: 37,
  InvalidReplicationFactorException: 38,
  InvalidConfigurationException: 40,
  InvalidRequestException: 42,
  PolicyViolationException: 44,
  GroupNotEmptyException: 68,
  GroupIdNotFoundException: 69,
  GroupMaxSizeReachedException: 81,
  FencedInstanceIdException: 82,
  GroupSubscribedToTopicException: 86,
  InvalidRecordException: 87,
  UnreleasedInstanceIdException: 111,
  UnsupportedAssignorException: 112,
  InvalidRecordStateException: 121,
  InvalidRegularExpression: 128,
};

/** Names Kafka's exception, e.g. `TimeoutException`, with its code where the protocol has one and a client sees it. */
export function refusal(error: string, message: string): Refusal {
  const code = CODES[error];
  return code === undefined ? { error, message } : { error, code, message };
}

/** The same exception raised on the client's side, where no broker gave a code. */
export const clientRefusal = (error: string, message: string): Refusal => ({ error, message });
