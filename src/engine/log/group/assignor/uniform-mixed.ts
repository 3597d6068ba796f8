// Uniform where members want different topics: everybody keeps what it has, what is free goes to whoever has least, and then the
// fullest give to the emptiest, topic by topic, until that changes nothing. Kafka: UniformHeterogeneousAssignmentBuilder.

import type { PartitionId } from '../../storage/state.ts';
import { byId, byText, type Owners, type Subscriber, type Topics } from './assignor.ts';

/** How often all topics are gone through at most. Kafka: MAX_ITERATION_COUNT. */
const ROUNDS = 16;

/** The work as far as it is done: members by the order of their ids, how many partitions each has, and who owns which. */
interface Work {
  readonly topics: Topics;
  readonly subscribers: ReadonlyMap<string, readonly Subscriber[]>;
  readonly position: ReadonlyMap<string, number>;
  readonly load: Map<string, number>;
  readonly owners: Owners;
}

export function assignUnevenly(
  topics: Topics,
  members: readonly Subscriber[],
  wanted: readonly string[],
): Owners {
  const sorted = [...members].sort(byId);
  const subscribers = new Map(
    wanted.map((topic) => [topic, sorted.filter((member) => member.topics.includes(topic))]),
  );
  const work: Work = {
    topics,
    subscribers,
    position: new Map(sorted.map(({ id }, n) => [id, n])),
    load: new Map(sorted.map(({ id }) => [id, 0])),
    owners: new Map(),
  };
  const inOrder = mostPerSubscriberFirst(work, wanted);
  const wantedOf = new Map(members.map((member) => [member.id, new Set(member.topics)]));
  const claims = new Map(members.flatMap(({ id, owned }) => owned.map((partition) => [partition, id])));
  for (const topic of inOrder)
    for (const partition of topics[topic]!.partitions) {
      const claimant = claims.get(partition);
      if (claimant !== undefined && wantedOf.get(claimant)!.has(topic)) give(work, partition, claimant);
    }
  for (const topic of inOrder) assignFree(work, topic);
  balance(
    work,
    inOrder.filter((topic) => subscribers.get(topic)!.length > 1),
  );
  return work.owners;
}

/** Most partitions per subscriber first, then fewest subscribers, then by name. */
function mostPerSubscriberFirst({ topics, subscribers }: Work, wanted: readonly string[]): string[] {
  const size = (topic: string): number => topics[topic]!.partitions.length;
  const readers = (topic: string): number => subscribers.get(topic)!.length;
  return [...wanted].sort(
    (a, b) => size(b) * readers(a) - size(a) * readers(b) || readers(a) - readers(b) || byText(a, b),
  );
}

function give({ owners, load }: Work, partition: PartitionId, to: string): void {
  const from = owners.get(partition);
  if (from !== undefined) load.set(from, load.get(from)! - 1);
  owners.set(partition, to);
  load.set(to, load.get(to)! + 1);
}

function assignFree(work: Work, topic: string): void {
  const free = work.topics[topic]!.partitions.filter((partition) => !work.owners.has(partition));
  const receivers = emptiest(byLoad(work, topic), work.load);
  for (const partition of free) give(work, partition, receivers.next().value);
}

/** A topic's subscribers, those with least first. */
const byLoad = ({ subscribers, load, position }: Work, topic: string): string[] =>
  subscribers
    .get(topic)!
    .map(({ id }) => id)
    .sort((a, b) => load.get(a)! - load.get(b)! || position.get(a)! - position.get(b)!);

/** Whose turn it is to receive: all that have least, in turn, then all that have least thereafter. Each is given one. */
function* emptiest(sorted: readonly string[], load: ReadonlyMap<string, number>): Generator<string, never> {
  let end = 0;
  for (let level = load.get(sorted[0]!)!; ; level++) {
    while (end < sorted.length && load.get(sorted[end]!) === level) end++;
    for (let n = 0; n < end; n++) yield sorted[n]!;
  }
}

/** Whose turn it is to give: all that have most, from the last, then all that have most thereafter, while they have any to give. */
function* fullest(
  sorted: string[],
  load: ReadonlyMap<string, number>,
  canGive: (member: string) => boolean,
): Generator<string, undefined> {
  let start = sorted.length;
  let end = sorted.length;
  for (let level = 0; end > start || start > 0;) {
    level = end > start ? level - 1 : load.get(sorted[start - 1]!)!;
    while (start > 0 && load.get(sorted[start - 1]!) === level) start--;
    for (let n = end - 1; n >= start; n--) {
      const member = sorted[n]!;
      if (canGive(member)) yield member;
      else {
        end--;
        sorted[n] = sorted[end]!;
        sorted[end] = member;
      }
    }
  }
  return undefined;
}

/** Goes through the topics until one whole round has moved nothing, or for so many rounds. */
function balance(work: Work, topics: readonly string[]): void {
  let unmoved = 0;
  for (let turn = 0; turn < ROUNDS * topics.length && unmoved < topics.length; turn++)
    unmoved = balanceTopic(work, topics[turn % topics.length]!) ? 1 : unmoved + 1;
}

/** Whether anything moved. */
function balanceTopic(work: Work, topic: string): boolean {
  const { load, owners } = work;
  const sorted = byLoad(work, topic);
  const own = new Map<string, PartitionId[]>(sorted.map((member) => [member, []]));
  for (const partition of work.topics[topic]!.partitions) own.get(owners.get(partition)!)!.push(partition);
  const receivers = emptiest(sorted, load);
  let moved = false;
  for (const giver of fullest(sorted, load, (member) => own.get(member)!.length > 0)) {
    const receiver = receivers.next().value;
    if (load.get(giver)! - load.get(receiver)! <= 1) break;
    give(work, own.get(giver)!.pop()!, receiver);
    moved = true;
  }
  return moved;
}
