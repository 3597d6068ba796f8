// The arguments of a queue's declaration: which of them each type of queue takes, what they may be, and whether two declarations
// say the same.

import type { Immutable } from '../../vocabulary.ts';
import { millisecondsIn } from '../stream/interval.ts';
import type { QueueArguments, QueueType, Table } from '../state.ts';

/** Those of classic queues that change nothing any more are checked all the same. */
type Name = keyof QueueArguments | 'x-queue-mode' | 'x-queue-version';

/** What is wrong with a value, in RabbitMQ's words, or null. */
type Check = (value: unknown) => string | null;

/** RabbitMQ: MAX_EXPIRY_TIMER, ten years. */
const MAX_EXPIRY_MS = 10 * 365 * 24 * 3600 * 1000;

/** What AMQP's tables call the type of a value, as client libraries write it. */
export function typeOf(value: unknown): string {
  if (typeof value === 'string') return 'longstr';
  if (typeof value === 'boolean') return 'bool';
  if (typeof value !== 'number') return 'table';
  if (!Number.isInteger(value)) return 'double';
  const bits = Math.abs(value + 0.5);
  return bits < 0x80 ? 'byte' : bits < 0x8000 ? 'short' : bits < 0x80000000 ? 'signedint' : 'long';
}

const integer =
  (from: 0 | 1, to = Infinity, over = 'value_too_big'): Check =>
  (value) => {
    if (!Number.isInteger(value)) return `"expected integer, got ${typeOf(value)}"`;
    const number = value as number;
    if (number < 0) return `{value_negative,${number}}`;
    if (number < from) return `{value_zero,${number}}`;
    return number > to ? `{${over},${number}}` : null;
  };

const OVERFLOWS: readonly unknown[] = ['drop-head', 'reject-publish', 'reject-publish-dlx'];

/** RabbitMQ: `rabbit_amqqueue:declare_args`. */
const CHECKS: Readonly<Record<Name, Check>> = {
  'x-dead-letter-exchange': () => null,
  'x-dead-letter-routing-key': () => null,
  'x-message-ttl': integer(0, MAX_EXPIRY_MS),
  'x-expires': integer(1, MAX_EXPIRY_MS),
  'x-max-length': integer(0),
  'x-max-length-bytes': integer(0),
  'x-overflow': (value) => (OVERFLOWS.includes(value) ? null : 'invalid_overflow'),
  'x-max-priority': integer(0, 255, 'max_value_exceeded'),
  'x-single-active-consumer': (value) =>
    typeof value === 'boolean' ? null : `{unacceptable_type,${typeOf(value)}}`,
  'x-delivery-limit': () => null,
  'x-queue-mode': (value) => (value === 'default' || value === 'lazy' ? null : 'invalid_queue_mode'),
  'x-queue-version': integer(1, 2, 'unsupported_queue_version'),
  'x-max-age': (value) =>
    typeof value !== 'string'
      ? `{unacceptable_type,${typeOf(value)}}`
      : (millisecondsIn(value) ?? 0) > 0
        ? null
        : 'invalid_max_age',
  'x-stream-max-segment-size-bytes': integer(0),
};

/** RabbitMQ: `rabbit_stream_queue`, MAX_STREAM_MAX_SEGMENT_SIZE. */
const MAX_SEGMENT_BYTES = 3_000_000_000;

const STRINGS: readonly string[] = ['x-dead-letter-exchange', 'x-dead-letter-routing-key'] satisfies Name[];

const BOTH: readonly QueueType[] = ['classic', 'quorum'];

/** Arguments that not every type of queue takes. RabbitMQ: facts §3.2; `rabbit_*_queue:capabilities`. */
const TAKEN_BY: Readonly<Record<string, readonly QueueType[]>> = {
  'x-dead-letter-exchange': BOTH,
  'x-dead-letter-routing-key': BOTH,
  'x-message-ttl': BOTH,
  'x-expires': BOTH,
  'x-max-length': BOTH,
  'x-overflow': BOTH,
  'x-single-active-consumer': BOTH,
  'x-max-priority': ['classic'],
  'x-queue-mode': ['classic'],
  'x-queue-version': ['classic'],
  'x-delivery-limit': ['quorum'],
  'x-quorum-initial-group-size': ['quorum'],
  'x-max-age': ['stream'],
  'x-stream-max-segment-size-bytes': ['stream'],
  'x-stream-filter-size-bytes': ['stream'],
  'x-initial-cluster-size': ['stream'],
};

/** Why these arguments cannot be, in RabbitMQ's words, or null. Arguments that nobody knows are no error. */
export function invalidity(name: string, type: QueueType, args: Immutable<Table>): string | null {
  const where = `queue '${name}' in vhost '/'`;
  for (const [key, value] of Object.entries(args)) {
    if (TAKEN_BY[key]?.includes(type) === false)
      return `invalid arg '${key}' for ${where} of queue type rabbit_${type}_queue`;
    if (STRINGS.includes(key) && typeof value !== 'string')
      return `invalid type '${typeOf(value)}' for arg '${key}' in ${where}`;
    const wrong = key in CHECKS ? CHECKS[key as Name](value) : null;
    if (wrong !== null) return `invalid arg '${key}' for ${where}: ${wrong}`;
  }
  if ((args['x-stream-max-segment-size-bytes'] as number) > MAX_SEGMENT_BYTES)
    return 'Exceeded max value for x-stream-max-segment-size-bytes';
  const keyAlone = 'x-dead-letter-routing-key' in args && !('x-dead-letter-exchange' in args);
  return keyAlone
    ? `invalid arg 'x-dead-letter-routing-key' for ${where}: routing_key_but_no_dlx_defined`
    : null;
}

/** The first argument that differs, in RabbitMQ's words, or null. Arguments that nobody knows may differ. */
export function inequivalence(
  name: string,
  present: Immutable<QueueArguments>,
  wanted: Immutable<Table>,
): string | null {
  for (const key of Object.keys(CHECKS) as Name[]) {
    const [current, received] = [(present as Immutable<Table>)[key], wanted[key]];
    if (current === received) continue;
    return (
      `inequivalent arg '${key}' for queue '${name}' in vhost '/': ` +
      `received ${said(received, current)} but current is ${said(current, received)}`
    );
  }
  return null;
}

/** Two values are told as they are, one alone with its type. RabbitMQ: rabbit_misc:assert_args_equivalence1. */
function said(value: unknown, other: unknown): string {
  if (value === undefined) return 'none';
  if (other !== undefined) return `'${typeof value === 'string' ? value : JSON.stringify(value)}'`;
  return `the value '${typeof value === 'string' ? value : JSON.stringify(value)}' of type '${typeOf(value)}'`;
}
