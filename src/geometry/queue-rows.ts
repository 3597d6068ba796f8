// Which rows a full queue lane has, and what is said of each: every queue that ever was, those that take dead letters after the
// others, with the words for how it was declared and for what became of its messages.

import type { WorkerId } from '../engine/clients/state.ts';
import { countAt, type Fate, type LanePast, type QueuePast } from './queue-past.ts';
import type { SomeQueue, SomeQueueLane } from './queue-plan.ts';
import { isKey, say, wordingsOf } from '../words/say.ts';

/** A queue that gets a row. */
export interface RowSubject {
  readonly past: QueuePast;
  /** It takes what another gave up, and nobody sends to it. */
  readonly dead: boolean;
  /** Who ever reads it. */
  readonly workers: readonly WorkerId[];
  /** Its name with how it was declared, the longest wording first; empty if that says nothing new. */
  readonly labels: readonly string[];
  /** Ways in which its messages ever end, in the order in which they are told. */
  readonly fates: readonly Fate[];
  readonly acks: boolean;
  /** Queues that ever took its dead letters. */
  readonly movesTo: readonly string[];
}

export function subjectsOf(last: SomeQueueLane, past: LanePast): RowSubject[] {
  const all = Object.values(past.queues).map((queue): RowSubject => {
    const declared = last.state.queues[queue.name];
    const dead = isDead(last, queue.name);
    const words = declared ? wordsOf(declared) : [];
    return {
      past: queue,
      dead,
      workers: past.readers[queue.name] ?? [],
      labels: labelsOf(queue.name, dead ? [...words, say('queue.dead-letters')] : words),
      fates: FATES.filter((fate) => queue.ends[fate]),
      acks: (declared?.acked ?? 0) > 0,
      movesTo: Object.keys(queue.moved),
    };
  });
  const several = all.length > 1;
  return [...all.filter(({ dead }) => !dead), ...all.filter(({ dead }) => dead)].map((one) => ({
    ...one,
    labels: one.labels.length > 1 || (several && !isSaid(one)) ? one.labels : [],
  }));
}

/** Its only worker says the same name. */
const isSaid = ({ past, workers }: RowSubject): boolean => workers.length === 1 && workers[0] === past.name;

const FATES: readonly Fate[] = ['expired', 'full', 'rejected', 'limit', 'purged'];

const labelsOf = (name: string, words: readonly string[]): string[] => [
  ...words.map((_, i) => [name, ...words.slice(0, words.length - i)].join(', ')),
  name,
];

/** How it was declared, where that is not the default. */
function wordsOf({ type, args }: SomeQueue): string[] {
  const words: string[] = [];
  if (type !== 'classic') words.push(type);
  if (args['x-single-active-consumer']) words.push(say('queue.single-active'));
  if (args['x-max-length'] !== undefined) words.push(say('queue.at-most', { n: args['x-max-length'] }));
  if (args['x-message-ttl'] !== undefined)
    words.push(say('queue.kept', { time: lasting(args['x-message-ttl']) }));
  if (args['x-max-priority'] !== undefined) words.push(say('queue.priorities'));
  if (args['x-delivery-limit'] !== undefined)
    words.push(say('queue.delivery-limit', { n: args['x-delivery-limit'] }));
  return words;
}

const UNITS = [
  [86_400_000, 'd'],
  [3_600_000, 'h'],
  [60_000, 'min'],
  [1000, 's'],
] as const;

/** In the largest unit of which it is a whole number: `7 d`. */
function lasting(ms: number): string {
  const [of, unit] = UNITS.find(([of]) => ms > 0 && ms % of === 0) ?? [1, 'ms'];
  return `${ms / of} ${unit}`;
}

function isDead({ state, routes }: SomeQueueLane, name: string): boolean {
  const bound = (exchange: string): boolean =>
    state.bindings.some((one) => one.exchange === exchange && one.queue === name);
  const fed = Object.values(routes).some(
    (route) => 'exchange' in route && (route.exchange ? bound(route.exchange) : route.key === name),
  );
  return (
    !fed &&
    Object.values(state.queues).some(({ args }) => {
      const exchange = args['x-dead-letter-exchange'];
      if (exchange === undefined) return false;
      return exchange === '' ? args['x-dead-letter-routing-key'] === name : bound(exchange);
    })
  );
}

/** A line about messages that left: how many, and in words, the longest first. */
export interface Told {
  readonly fate: Fate | 'acked' | 'moved';
  readonly wordings: readonly string[];
  /** Somebody lost something. */
  readonly harm: boolean;
}

export const isHarm = (fate: Fate): boolean => fate !== 'expired' && fate !== 'purged';

export const saidOf = (fate: Fate, count: number): string[] => wordingsOf(`fate.${fate}`, { n: count });

/** What became of a queue's messages, before this position. */
export function toldOf({ past, fates, movesTo }: RowSubject, acked: number, position: number): Told[] {
  const told: Told[] = [];
  if (acked > 0)
    told.push({
      fate: 'acked',
      wordings: wordingsOf('queue.gone', { n: acked }),
      harm: false,
    });
  for (const name of movesTo)
    for (const [fate, ends] of Object.entries(past.moved[name]!)) {
      const count = countAt(ends, position);
      const key = `why.${fate}`;
      const why = isKey(key) ? say(key) : fate;
      if (count > 0)
        told.push({
          fate: 'moved',
          wordings: wordingsOf('moved', { n: count, why, queue: name }),
          harm: false,
        });
    }
  for (const fate of fates) {
    const count = countAt(past.ends[fate], position);
    if (count > 0) told.push({ fate, wordings: saidOf(fate, count), harm: isHarm(fate) });
  }
  return told;
}

/** How many lines there will be at most. */
export const linesOf = ({ acks, fates, movesTo, past }: RowSubject): number =>
  (acks ? 1 : 0) +
  fates.length +
  movesTo.reduce((sum, name) => sum + Object.keys(past.moved[name]!).length, 0);
