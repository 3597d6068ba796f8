// Truths about queues that need a past: what became of each message, in which order, and in whose hands.

import type { Fact } from '../../src/engine/fact.ts';
import type { QueueFact, QueueFactOf } from '../../src/engine/queue/fact.ts';
import { readySequences, unackedOf } from '../../src/engine/queue/order/listing.ts';
import { levelOf, messageOf } from '../../src/engine/queue/order/ready.ts';
import { brokerOf, type ReadonlyQueue } from '../../src/engine/queue/state.ts';
import type { ReadonlyWorld } from '../../src/engine/world.ts';
import { lane } from './queue-commands.ts';
import type { Witness } from './trial.ts';

const NOTHING: readonly string[] = [];

const queueAt = (world: ReadonlyWorld, name: string): ReadonlyQueue => brokerOf(world, lane).queues[name]!;

type Gone = 'acked' | 'dead-lettered' | 'dropped' | 'purged' | 'lost';
type Place = 'ready' | 'unacked' | Gone;

/** Follows each message of each queue by the facts that name it, and compares that with what the queue has. */
export function inOnePlace(): Witness {
  const queues = new Map<string, Map<number, Place>>();
  const enter = (world: ReadonlyWorld, names: readonly string[]): readonly string[] =>
    names.flatMap((name) => {
      const places = queues.get(name)!;
      const sequence = places.size;
      places.set(sequence, 'ready');
      const { length } = queueAt(world, name).messages;
      return length === sequence + 1 ? [] : [`${name} has ${length} messages instead of ${sequence + 1}.`];
    });
  const move = (name: string, sequence: number, from: Place, to: Place, fact: Fact): readonly string[] => {
    const places = queues.get(name)!;
    const before = places.get(sequence);
    places.set(sequence, to);
    return before === from ? NOTHING : [`${name} #${sequence} was ${before}: ${fact.kind}.`];
  };
  const leave = (fact: QueueFactOf<'dead-lettered' | 'dropped'>, to: Gone): readonly string[] =>
    move(fact.queue, fact.sequence, fact.client === null ? 'ready' : 'unacked', to, fact);
  const all = (name: string, from: Place, to: Place): void => {
    for (const [sequence, place] of queues.get(name)!)
      if (place === from) queues.get(name)!.set(sequence, to);
  };
  return {
    holds: 'each message is in exactly one place',
    after(world, given) {
      const fact = given as QueueFact;
      switch (fact.kind) {
        case 'queue-declared':
          queues.set(fact.queue, new Map());
          return NOTHING;
        case 'queue-deleted':
          queues.delete(fact.queue);
          return NOTHING;
        case 'published':
        case 'refused-dead-lettered':
          return enter(world, fact.queues);
        case 'delivered':
          return queueAt(world, fact.queue).type === 'stream'
            ? NOTHING
            : move(fact.queue, fact.sequence, 'ready', fact.noAck ? 'acked' : 'unacked', fact);
        case 'acked':
          return move(fact.queue, fact.sequence, 'unacked', 'acked', fact);
        case 'requeued':
          return move(fact.queue, fact.sequence, 'unacked', 'ready', fact);
        case 'dropped':
          return leave(fact, 'dropped');
        case 'dead-lettered':
          return [...leave(fact, 'dead-lettered'), ...enter(world, fact.queues)];
        case 'queue-purged':
          all(fact.queue, 'ready', 'purged');
          return NOTHING;
        case 'transients-lost':
          return fact.sequences.flatMap((sequence) => move(fact.queue, sequence, 'ready', 'lost', fact));
        default:
          return NOTHING;
      }
    },
    rest(world) {
      const state = brokerOf(world, lane);
      const wrong: string[] = [];
      for (const [name, places] of queues) {
        const queue = state.queues[name];
        if (!queue) wrong.push(`${name} is not there.`);
        else if (queue.type !== 'stream') {
          const ready = readySequences(queue);
          const unacked = unackedOf(state, name).map(({ sequence }) => sequence);
          for (const one of ready) if (places.get(one) !== 'ready') wrong.push(`${name} #${one} is ready.`);
          for (const one of unacked)
            if (places.get(one) !== 'unacked') wrong.push(`${name} #${one} is unacked.`);
          let there = 0;
          for (const place of places.values()) if (place === 'ready' || place === 'unacked') there++;
          if (ready.length + unacked.length !== there)
            wrong.push(`${name} holds other messages than it should.`);
        }
      }
      return wrong;
    },
  };
}

/** Streams aside, where everybody reads everything. */
export function nothingAfterItsAck(): Witness {
  const acked = new Set<string>();
  return {
    holds: 'nothing is delivered after its ack',
    before(_world, given) {
      const fact = given as QueueFact;
      if (fact.kind === 'queue-declared')
        for (const one of acked) if (one.startsWith(`${fact.queue}#`)) acked.delete(one);
      if (fact.kind === 'acked' || (fact.kind === 'delivered' && fact.noAck))
        if (acked.has(`${fact.queue}#${fact.sequence}`)) return [`${fact.queue} #${fact.sequence} again.`];
        else acked.add(`${fact.queue}#${fact.sequence}`);
      else if (fact.kind === 'delivered' && acked.has(`${fact.queue}#${fact.sequence}`))
        return [`${fact.queue} #${fact.sequence} to ${fact.client}.`];
      return NOTHING;
    },
  };
}

/** From a stream every reader gets what is there once, in order. */
export function streamsInOrder(): Witness {
  const read = new Map<string, number>();
  return {
    holds: 'a reader of a stream gets nothing twice and nothing before what is older',
    before(world, given) {
      const fact = given as QueueFact;
      if (fact.kind === 'consumer-started') read.set(fact.consumer, fact.position - 1);
      if (fact.kind !== 'delivered' || queueAt(world, fact.queue).type !== 'stream') return NOTHING;
      const { consumer, sequence } = fact;
      const last = read.get(consumer!)!;
      read.set(consumer!, sequence);
      return sequence > last ? NOTHING : [`${consumer} gets #${sequence} after #${last}.`];
    },
  };
}

/** What a quorum queue was given back, and when: it goes by that. */
interface GivenBack {
  readonly place: 'front' | 'back';
  readonly turn: number;
}

/** Whatever leaves the ready ones leaves before all others, or a rule says why not. */
export function inOrder(): Witness {
  const given = new Map<string, GivenBack>();
  let turns = 0;
  const whyNot = (queue: ReadonlyQueue, one: number, other: number): string | null =>
    queue.type === 'classic' ? whyNotClassic(queue, one, other) : whyNotQuorum(queue, one, other, given);
  return {
    holds: 'order holds unless a rule breaks it',
    before(world, fact) {
      if (fact.of !== 'queue') return NOTHING;
      if (fact.kind === 'queue-declared')
        for (const one of given.keys()) if (one.startsWith(`${fact.queue}#`)) given.delete(one);
      if (fact.kind === 'requeued' && fact.place !== 'own')
        given.set(`${fact.queue}#${fact.sequence}`, { place: fact.place, turn: turns++ });
      const leaves =
        fact.kind === 'delivered' ||
        ((fact.kind === 'dropped' || fact.kind === 'dead-lettered') && fact.client === null);
      if (!leaves) return NOTHING;
      const queue = queueAt(world, fact.queue);
      if (queue.type === 'stream') return NOTHING;
      const wrong: string[] = [];
      for (const other of readySequences(queue)) {
        const because = other === fact.sequence ? null : whyNot(queue, fact.sequence, other);
        if (because) wrong.push(`${fact.queue} #${fact.sequence} goes before #${other}: ${because}.`);
      }
      given.delete(`${fact.queue}#${fact.sequence}`);
      return wrong;
    },
  };
}

/** RabbitMQ: facts §6.1, §10.1: by priority, then by arrival; what comes back has its old place. */
function whyNotClassic(queue: ReadonlyQueue, one: number, other: number): string | null {
  const [mine, its] = [one, other].map((sequence) => levelOf(queue, messageOf(queue, sequence)));
  if (mine !== its) return mine! > its! ? null : 'it has a lower priority';
  return one < other ? null : 'it came later';
}

/** RabbitMQ: facts §6.2, §6.3, §10.4. */
function whyNotQuorum(
  queue: ReadonlyQueue,
  one: number,
  other: number,
  given: ReadonlyMap<string, GivenBack>,
): string | null {
  const [mine, its] = [given.get(`${queue.name}#${one}`), given.get(`${queue.name}#${other}`)];
  if (mine?.place === 'front')
    return its?.place !== 'front' || mine.turn < its.turn ? null : 'it was given back later';
  if (its?.place === 'front') return 'the other one was given back in front';
  const isHigh = (sequence: number, back: GivenBack | undefined): boolean =>
    !back && levelOf(queue, messageOf(queue, sequence)) === 1;
  const [high, itsHigh] = [isHigh(one, mine), isHigh(other, its)];
  if (high === itsHigh) {
    if (mine) return its && mine.turn < its.turn ? null : 'it was given back behind';
    return its || one < other ? null : 'it came later';
  }
  // of three turns one is that of a normal message, if it came before the high one
  const normals = queue.turn === 2 && (high ? other < one : one < other);
  return high === normals ? `it is not its turn, which is the ${normals ? 'normal' : 'high'} one's` : null;
}

/** What a consumer was given since it was started and has not settled, and what of its tag's former life was settled since. */
interface Hand {
  readonly held: Set<string>;
  settledOfOld: number;
}

/** noAck aside: who does not settle holds nothing. What was delivered under the tag of one who is gone is not the next one's. */
export function prefetchHolds(): Witness {
  const hands = new Map<string, Hand>();
  /** Deliveries by tag, with the consumer under whose tag they were, and whether its channel's limit counts them. */
  const out = new Map<string, { readonly consumer: string | null; readonly pushed: boolean }>();
  return {
    holds: 'nobody is given more than their prefetch',
    after(world, given) {
      const fact = given as QueueFact;
      const state = brokerOf(world, lane);
      switch (fact.kind) {
        case 'consumer-started':
          hands.set(fact.consumer, { held: new Set(), settledOfOld: 0 });
          return NOTHING;
        case 'channel-opened':
          for (const one of out.keys()) if (one.startsWith(`${fact.client}#`)) out.delete(one);
          return NOTHING;
        case 'acked':
        case 'credited':
        case 'requeued':
        case 'dropped':
        case 'dead-lettered':
        case 'forgotten': {
          const name = `${fact.client}#${fact.tag}`;
          const consumer = out.get(name)?.consumer ?? null;
          out.delete(name);
          const hand = consumer === null ? undefined : hands.get(consumer);
          if (hand && !hand.held.delete(name)) hand.settledOfOld++;
          return NOTHING;
        }
        case 'delivered': {
          const { client, consumer, noAck, tag, pushed } = fact;
          if (noAck) return NOTHING;
          out.set(`${client}#${tag}`, { consumer, pushed });
          if (consumer === null) return NOTHING;
          const { prefetch } = state.consumers[consumer]!;
          const hand = hands.get(consumer)!;
          hand.held.add(`${client}#${tag}`);
          const wrong: string[] = [];
          const most = prefetch + hand.settledOfOld;
          if (prefetch > 0 && hand.held.size > most)
            wrong.push(`${consumer} holds ${hand.held.size}, its prefetch is ${prefetch}.`);
          const { window } = state.channels[client]!;
          let inWindow = 0;
          for (const [name, one] of out) if (one.pushed && name.startsWith(`${client}#`)) inWindow++;
          if (window > 0 && pushed && inWindow > window)
            wrong.push(`${client} holds ${inWindow}, its limit is ${window}.`);
          return wrong;
        }
        default:
          return NOTHING;
      }
    },
  };
}
