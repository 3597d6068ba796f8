// The segments of a stream queue: where one ends and the next begins, how many bytes a message takes in them, and which offset it has.

import type { Context } from '../../broker.ts';
import { sizeOf } from '../../payload.ts';
import { append, createStore } from '../../store.ts';
import type { Immutable, LaneId } from '../../vocabulary.ts';
import { brokerOf, type Message, type ReadonlyQueue, type Segments } from '../state.ts';
import { deleteSegments } from './retention.ts';

/** RabbitMQ: osiris_log, DEFAULT_MAX_SEGMENT_SIZE_B. */
const DEFAULT_MAX_BYTES = 500_000_000;

/** What a segment's file begins with. */
const FILE_HEADER = 8;
/** What a chunk begins with, and the length of its one entry. */
const CHUNK_HEADER = 48 + 4;
/** At the end of a chunk: which of its publisher's messages this is. */
const TRACKING = 46;
/** What a segment notes of publishers before its first message, which then need not say it again. It takes an offset. */
const SNAPSHOT = 106;

export const createSegments = (): Segments => ({
  closed: createStore(),
  firstClosed: 0,
  active: { base: 0, bytes: FILE_HEADER, lastAt: 0 },
  checkAt: null,
});

/** The next message goes to a new segment, which begins with a note. Only appliers call it. */
export function closeActive(segments: Segments, base: number): void {
  append(segments.closed, segments.active);
  segments.active = { base, bytes: FILE_HEADER + SNAPSHOT - TRACKING, lastAt: 0 };
}

/** A message stands in the active segment. Only appliers call it. */
export function addTo({ active }: Segments, message: Message): void {
  active.bytes += bytesOf(message);
  active.lastAt = message.publishedAt;
}

/**
 * Before a message comes to these queues: a stream whose segment is full goes on in a new one, and then looks at what it keeps.
 * RabbitMQ: osiris_log:write_chunk, max_segment_size_reached.
 */
export function rollSegments(
  context: Context,
  lane: LaneId,
  queues: readonly string[],
  message: Immutable<Message>,
): void {
  const state = brokerOf(context.world, lane);
  for (const name of queues) {
    const queue = state.queues[name]!;
    if (queue.segments === null || queue.readyCount === 0) continue;
    const most = queue.args['x-stream-max-segment-size-bytes'] ?? DEFAULT_MAX_BYTES;
    if (queue.segments.active.bytes < most) continue;
    context.emit({ of: 'queue', lane, kind: 'stream-segment-begun', queue: name });
    deleteSegments(context, lane, queue, bytesOf(message));
  }
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

/** The first message that is still there. */
export const firstSequence = ({ segments }: ReadonlyQueue): number => {
  const { closed, firstClosed, active } = segments!;
  return firstClosed < closed.length ? closed.items[firstClosed]!.base : active.base;
};

/** A message's offset: each segment but the first began with a note that took one. */
export const offsetOf = (queue: ReadonlyQueue, sequence: number): number =>
  sequence + segmentIndexOf(queue, sequence);

/** The first message whose offset is at least this one; one that is still to come, as if it came to the active segment. */
export function sequenceFrom(queue: ReadonlyQueue, offset: number): number {
  const { closed, active } = queue.segments!;
  if (offset >= offsetOf(queue, active.base)) return offset - closed.length;
  let [low, high] = [0, active.base];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (offsetOf(queue, middle) < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

/**
 * The message that a reader gets next who has come to this one: it reads a segment to its end, even if that is gone, and then goes on
 * with what is left. RabbitMQ: osiris_log:read_header; asked of a running broker.
 */
export function nextToRead(queue: ReadonlyQueue, position: number): number {
  const first = firstSequence(queue);
  if (position >= first) return position;
  const { closed } = queue.segments!;
  return position === closed.items[segmentIndexOf(queue, position)]!.base ? first : position;
}

/** How many segments begin before this message's. */
function segmentIndexOf({ segments }: ReadonlyQueue, sequence: number): number {
  const { closed, active } = segments!;
  if (sequence >= active.base) return closed.length;
  let [low, high] = [0, closed.length - 1];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (closed.items[middle]!.base <= sequence) low = middle;
    else high = middle - 1;
  }
  return low;
}
