// Records on their way to a consumer: one fetch asks the broker for all its partitions, and what that brings is handed over, poll by
// poll, before the next fetch. Kafka: AbstractFetch, FetchCollector, ReplicaManager.readFromLog.

import type { Context } from '../../broker.ts';
import type { Immutable, LaneId, Offset } from '../../vocabulary.ts';
import type { LogCommandOf } from '../command.ts';
import { logOf } from '../reading.ts';
import { clientRefusal } from '../refusal.ts';
import { fetchedBytes, fetchedUpTo, handOver, type Hides, isBehind } from '../storage/partition.ts';
import type { LogRecord, Partition, PartitionId } from '../storage/state.ts';
import type { PollRefusal } from './command.ts';
import { endFor, findPositions, isCommittedOnly } from './position.ts';
import type { Consumer, FetchedPart } from './state.ts';

/** What a poll hands over of a record, where it found it. */
export type ItemOf<Item> = (partition: PartitionId, offset: Offset, record: Immutable<LogRecord>) => Item;

const NOTHING: never[] = [];

/**
 * Hands over what was fetched before, or else what a fetch brings now: at most max.poll.records.
 *
 * Simplified: a consumer keeps in mind how far it has fetched, and no records; nothing is fetched before a poll asks for it.
 */
export function fetch<Item>(
  context: Context,
  lane: LaneId,
  consumer: Immutable<Consumer>,
  itemOf: ItemOf<Item>,
): Item[] | PollRefusal {
  if (consumer.fetched.length > 0) {
    const kept = drain(context, lane, consumer, itemOf);
    if ('error' in kept || kept.length > 0) return kept;
  }
  const answer = request(context, lane, consumer, itemOf);
  if ('error' in answer || answer.length > 0 || isEmpty(consumer.resets)) return answer;
  // a poll that has nothing to hand over goes on: what lost its place gets a new one, and is fetched
  return findPositions(context, lane, consumer) ?? request(context, lane, consumer, itemOf);
}

function isEmpty(record: object): boolean {
  for (const _ in record) return false;
  return true;
}

/** Hands over as many of the records that were fetched as there is room for; those of paused partitions stay where they are. */
function drain<Item>(
  context: Context,
  lane: LaneId,
  consumer: Immutable<Consumer>,
  itemOf: ItemOf<Item>,
): Item[] | PollRefusal {
  const { fetched, paused, config } = consumer;
  const most = config['max.poll.records'];
  const items: Item[] = [];
  for (let i = 0; i < fetched.length && items.length < most;) {
    const { partition: id, to } = fetched[i]!;
    const before = fetched.length;
    if (paused.length > 0 && paused.includes(id)) i++;
    else if (to !== null) {
      handOn(context, lane, consumer, id, to, items, itemOf);
      // one that has more than there was room for stays
      if (fetched.length === before) i++;
    } else {
      // with records in hand the error waits for the next poll
      if (items.length > 0 && config['auto.offset.reset'] === 'none') break;
      const error = loseWay(context, lane, consumer, id);
      if (error) return error;
    }
  }
  return items;
}

/** Hands over what was fetched of one partition. If its topic is gone meanwhile, that is lost. */
function handOn<Item>(
  context: Context,
  lane: LaneId,
  reader: Immutable<Consumer>,
  id: PartitionId,
  to: Offset,
  items: Item[],
  itemOf: ItemOf<Item>,
): void {
  const { id: consumer, positions, config } = reader;
  const partition = logOf(context.world, lane).partitions[id];
  const from = positions[id]!;
  const room = config['max.poll.records'] - items.length;
  const fetchedTo = partition ? to : from;
  const hides = isCommittedOnly(reader)
    ? (context.ask({ of: 'log', lane, kind: 'tell-aborted', partition: id }) as Hides)
    : null;
  const position = partition ? handOver(partition, from, to, room, items, itemOf, hides) : from;
  context.emit({
    of: 'log',
    lane,
    kind: 'polled',
    consumer,
    partition: id,
    from,
    to: position,
    fetchedTo,
  });
}

/** The position is out of range: the reset policy gives another one, inside the next poll, or there is an error. */
function loseWay(
  context: Context,
  lane: LaneId,
  { id: name, positions, config }: Immutable<Consumer>,
  id: string,
): PollRefusal | null {
  const position = positions[id]!;
  const policy = config['auto.offset.reset'];
  context.emit({ of: 'log', lane, kind: 'out-of-range', consumer: name, partition: id, position, policy });
  if (policy !== 'none') return null;
  const message = `Fetch position ${position} is out of range for partition ${id}`;
  return { ...clientRefusal('OffsetOutOfRangeException', message), partitions: { [id]: position } };
}

/** The most that a broker puts into one answer. Kafka: the broker's fetch.max.bytes. */
const BROKER_MAX_BYTES = 55 * 1024 * 1024;

/**
 * Asks the broker for every partition that has a position and is not paused, and hands over what comes. The first that has something
 * gives at least one batch, however large; later ones are cut to what is left of fetch.max.bytes. What only one partition brings is
 * handed over at once; other answers are facts of their own.
 */
function request<Item>(
  context: Context,
  lane: LaneId,
  consumer: Immutable<Consumer>,
  itemOf: ItemOf<Item>,
): Item[] | PollRefusal {
  const { partitions } = logOf(context.world, lane);
  const { positions, paused, fetchOrder, config } = consumer;
  const enough = config['fetch.min.bytes'];
  const counts = enough > 1 || fetchOrder.length > 1;
  let room = Math.min(config['fetch.max.bytes'], BROKER_MAX_BYTES);
  let bytes = 0;
  let urgent = false;
  let one: PartitionId | null = null;
  let oneTo: Offset | null = null;
  let parts: FetchedPart[] | null = null;
  for (let i = 0; i < fetchOrder.length; i++) {
    const id = fetchOrder[i]!;
    const log = partitions[id];
    const position = positions[id]!;
    if (!log || position === null || (paused.length > 0 && paused.includes(id))) continue;
    let to: Offset | null = null;
    if (isOutOfRange(log, position)) urgent = true;
    else {
      const end = endFor(consumer, log);
      if (position >= end) continue;
      const most = Math.min(config['max.partition.fetch.bytes'], room);
      to = Math.min(fetchedUpTo(log, position, most, bytes === 0), end);
      if (counts) {
        const read = fetchedBytes(log, position, to, most, end);
        bytes += read;
        room = Math.max(0, room - read);
        urgent ||= isBehind(log, position);
      }
      if (to === position) continue;
    }
    if (one === null) {
      one = id;
      oneTo = to;
    } else (parts ??= [{ partition: one, to: oneTo }]).push({ partition: id, to });
  }
  if (enough > 1 && bytes < enough && !urgent && isHeld(context, lane, consumer, bytes)) return NOTHING;
  if (oneTo !== null && parts === null) {
    const items: Item[] = [];
    handOn(context, lane, consumer, one!, oneTo, items, itemOf);
    return items;
  }
  const opens = !consumer.inFetchSession && fetchOrder.length > 1;
  if (one === null && !opens) return NOTHING;
  const all = parts ?? (one === null ? NOTHING : [{ partition: one, to: oneTo }]);
  context.emit({ of: 'log', lane, kind: 'fetched', consumer: consumer.id, parts: all });
  return drain(context, lane, consumer, itemOf);
}

const isOutOfRange = ({ logStartOffset, logEndOffset }: Immutable<Partition>, position: number): boolean =>
  position < logStartOffset || position > logEndOffset;

/**
 * Whether the broker waits for more bytes before it answers. Fetches follow one another every fetch.max.wait.ms; the one that waits
 * when something comes is answered when its time is over. Kafka: DelayedFetch.
 */
function isHeld(context: Context, lane: LaneId, consumer: Immutable<Consumer>, bytes: number): boolean {
  const { now } = context.world;
  const { id, fetchHeld, config } = consumer;
  const waitMs = config['fetch.max.wait.ms'];
  if (config['fetch.min.bytes'] <= 1 || waitMs === 0) return false;
  const hold = (since: number, until: number | null): void =>
    context.emit({ of: 'log', lane, kind: 'fetch-held', consumer: id, since, until });
  if (bytes === 0) {
    if (fetchHeld === null || fetchHeld.until !== null) hold(now, null);
    return true;
  }
  if (fetchHeld?.until == null) {
    const since = fetchHeld?.since ?? now;
    hold(since, since + (Math.floor((now - since) / waitMs) + 1) * waitMs);
    return true;
  }
  return now < fetchHeld.until;
}

/** The time is over for which a fetch was held back: whoever is in a poll gets what there is. */
export function endHold(context: Context, { lane, consumer: name }: LogCommandOf<'end-hold'>): void {
  const consumer = logOf(context.world, lane).consumers[name]!;
  if (consumer.open && consumer.fetchHeld?.until === context.world.now)
    context.emit({ of: 'log', lane, kind: 'fetch-answered', consumer: name });
}
