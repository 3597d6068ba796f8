// What is written to a stream queue: how many bytes a message takes there, and when a segment is full.

import type { Context } from '../../broker.ts';
import { sizeOf } from '../../payload.ts';
import type { Immutable } from '../../vocabulary.ts';
import type { QueueCommandOf } from '../command.ts';
import { brokerOf, type Message } from '../state.ts';
import { deleteSegments } from './retention.ts';

/** RabbitMQ: osiris_log, DEFAULT_MAX_SEGMENT_SIZE_B. */
const DEFAULT_MAX_BYTES = 500_000_000;

/** What a chunk begins with, and the length of its one entry. */
const CHUNK_HEADER = 48 + 4;
/** At the end of a chunk: which of its publisher's messages this is. */
const TRACKING = 46;
/** What a segment notes of publishers before its first message, which then need not say it again. It takes an offset. */
export const NOTE = 106 - TRACKING;

/**
 * Makes room for a message that is about to come. A stream whose segment is full goes on in a new one, and then looks at what it keeps.
 * RabbitMQ: osiris_log:write_chunk, max_segment_size_reached.
 */
export function growStream(
  context: Context,
  { lane, queue: name, message }: QueueCommandOf<'grow-stream'>,
): void {
  const queue = brokerOf(context.world, lane).queues[name]!;
  const most = queue.args['x-stream-max-segment-size-bytes'] ?? DEFAULT_MAX_BYTES;
  const bytes = bytesOf(message);
  if (queue.segments!.active.bytes >= most && queue.readyCount > 0) {
    context.emit({ of: 'queue', lane, kind: 'stream-segment-begun', queue: name });
    deleteSegments(context, lane, queue, bytes);
  }
  context.emit({ of: 'queue', lane, kind: 'stream-grown', queue: name, bytes });
}

/**
 * Bytes of a message that is published by itself, as AMQP 1.0 writes it.
 * RabbitMQ: osiris_log:make_chunk, mc_amqpl:convert_to; measured on a running broker.
 * Simplified: a stream counts its bytes as if one publisher with a name of 36 letters had confirmed all its messages, and none of them had died before.
 */
function bytesOf({ body, exchange, key, headers = {}, priority, expiration }: Immutable<Message>): number {
  const header =
    11 + (priority === undefined ? 0 : 1) + (expiration === undefined ? 0 : unsigned(expiration));
  let annotations = 12 + text(exchange.length) + 15 + text(key.length);
  let properties = 0;
  for (const name in headers) {
    const pair = 2 + name.length + valueBytes(headers[name]);
    if (name.startsWith('x-')) annotations += pair;
    else properties += pair;
  }
  const own = header + map(annotations) + (properties === 0 ? 0 : map(properties)) + 3 + text(sizeOf(body));
  return CHUNK_HEADER + own + TRACKING;
}

/** A text or bytes of that length, with what says so. */
const text = (length: number): number => length + (length < 256 ? 2 : 5);

/** A section that is a map with so many bytes in it. */
const map = (bytes: number): number => 3 + bytes + (bytes < 255 ? 3 : 9);

/** Beyond the one byte that says that there is no number. */
const unsigned = (value: number): number => (value === 0 ? 0 : value < 256 ? 1 : 4);

function valueBytes(value: unknown): number {
  if (typeof value === 'string') return text(value.length);
  if (typeof value === 'boolean') return 1;
  if (typeof value !== 'number') return text(JSON.stringify(value).length);
  const bits = Math.abs(value + 0.5);
  if (!Number.isInteger(value) || bits >= 0x80000000) return 9;
  return bits < 0x80 ? 2 : bits < 0x8000 ? 3 : 5;
}
