// What became of one thing on the stage, lane by lane: the told facts that it was part of, in order. Marks name the thing, e.g. `send/3`;
// see mark.ts.

import type { Fact } from '../engine/fact.ts';
import { orderOf } from '../engine/clients/state.ts';
import { offsetsOf } from '../engine/log/storage/batch.ts';
import type { PartitionId } from '../engine/log/storage/state.ts';
import { instantAt } from '../engine/run.ts';
import { itemAt } from '../engine/store.ts';
import type { LaneId, Offset, SendId } from '../engine/vocabulary.ts';
import { tell } from '../scenario/narrator.ts';
import type { Scenario } from '../scenario/scenario.ts';
import type { Film, ToldFact } from './film.ts';
import { isKey, say } from '../words/say.ts';

export interface Story {
  /** `Order 3`, or the thing's own name. */
  readonly title: string;
  /** Whose it is and how much, or what kind of thing it is. */
  readonly about: string;
  /** What happened to it, in the lanes where something did; what happened before the lanes were reached comes first, under null. */
  readonly parts: readonly { readonly lane: LaneId | null; readonly told: readonly ToldFact[] }[];
}

/**
 * The whole story of a thing: also what came before the lesson begins, and what is still to come. Null for a name that nothing on the stage
 * has.
 */
export function storyOf(film: Film, lanes: Scenario['lanes'], of: string): Story | null {
  const slash = of.indexOf('/');
  const [kind, name] = [of.slice(0, slash), of.slice(slash + 1)];
  const head = headOf(film, kind, name);
  if (!head) return null;
  const concerns =
    kind === 'send'
      ? followSend(Number(name))
      : kind === 'effects'
        ? followEffects(name)
        : followThing(kind, name);
  const { run } = film;
  const told: ToldFact[] = [];
  for (let position = 1; position <= run.journal.length; position++) {
    const fact = run.journal.at(position - 1)!;
    const telling = concerns(fact) ? tell(fact, (id) => itemAt(run.world.clients.sends, id)) : null;
    if (telling) told.push({ ...telling, position, instant: instantAt(run, position) });
  }
  const parts = [null, ...lanes.map(({ id }) => id)]
    .map((lane) => ({ lane, told: told.filter((fact) => fact.lane === lane) }))
    .filter((part) => part.told.length > 0);
  return { ...head, parts };
}

function headOf(film: Film, kind: string, name: string): Pick<Story, 'title' | 'about'> | null {
  if (kind === 'send') {
    const send = itemAt(film.run.world.clients.sends, Number(name));
    if (!send) return null;
    const { key, amount, producer } = send;
    const about = [key, amount > 0 ? `€ ${amount}` : '', say('story.from', { producer })]
      .filter(Boolean)
      .join(', ');
    return { title: say('story.order', { order: orderOf(send) }), about };
  }
  if (kind === 'effects') return { title: say('story.effects'), about: say('story.effects-about') };
  const about = `story.${kind}`;
  return isKey(about) ? { title: name, about: say(about) } : null;
}

/** Whether a fact is about this record or message, asked of all facts in their order. */
function followSend(send: SendId): (fact: Fact) => boolean {
  /** Where it stands, by lane and partition. */
  const offsets = new Map<string, Offset>();
  /** What it is called in streams of Redis, by lane and key. */
  const ids = new Map<string, string>();
  const at = (lane: LaneId, partition: PartitionId): Offset | undefined =>
    offsets.get(`${lane}/${partition}`);
  const isIt = (one: { readonly send?: SendId | null | undefined }): boolean => one.send === send;
  return (fact) => {
    switch (fact.kind) {
      case 'sent':
        return fact.id === send;
      case 'effect-made':
      case 'effect-skipped':
        return fact.effect.send === send;
      case 'batch-appended': {
        const index = fact.batch.records.findIndex(isIt);
        if (index >= 0) offsets.set(`${fact.lane}/${fact.partition}`, offsetsOf(fact.batch)[index]!);
        return index >= 0;
      }
      case 'polled': {
        const offset = at(fact.lane, fact.partition) ?? -1;
        return offset >= fact.from && offset < fact.to;
      }
      case 'committed':
        return at(fact.lane, fact.partition) === fact.offset - 1;
      case 'offset-reset': {
        const offset = at(fact.lane, fact.partition);
        return offset !== undefined && fact.offset <= offset && offset < (fact.from ?? 0);
      }
      case 'segments-deleted':
      case 'log-start-moved': {
        const offset = at(fact.lane, fact.partition);
        if (offset === undefined || offset >= fact.logStartOffset) return false;
        offsets.delete(`${fact.lane}/${fact.partition}`);
        return true;
      }
      case 'log-cleaned': {
        const offset = at(fact.lane, fact.partition);
        if (offset === undefined || offset >= fact.cleanedTo) return false;
        return !fact.segments.some(({ batches: { items, length } }) =>
          items.slice(0, length).some((batch) => offsetsOf(batch).includes(offset)),
        );
      }
      case 'elements-pushed':
      case 'elements-popped':
        return fact.elements.some(isIt);
      case 'element-moved':
        return isIt(fact.element);
      case 'entry-added':
        if (isIt(fact.entry)) ids.set(`${fact.lane}/${fact.key}`, fact.entry.id);
        return isIt(fact.entry);
      case 'entries-delivered':
      case 'entries-acknowledged':
        return fact.ids.includes(ids.get(`${fact.lane}/${fact.key}`) ?? '');
      case 'entry-claimed':
        return fact.pending.id === ids.get(`${fact.lane}/${fact.key}`);
    }
    if (fact.of !== 'queue' && fact.of !== 'direct') return false;
    return (
      ('send' in fact && fact.send === send) ||
      ('message' in fact && typeof fact.message !== 'string' && isIt(fact.message))
    );
  };
}

/** Whether a fact is about what a lane's workers did to the outside world. */
const followEffects =
  (lane: LaneId) =>
  (fact: Fact): boolean =>
    (fact.kind === 'effect-made' || fact.kind === 'effect-skipped') && fact.lane === lane;

/** Whether a fact names this thing. */
function followThing(kind: string, name: string): (fact: Fact) => boolean {
  const fields = NAMED[kind]!;
  return (fact) => {
    const values = fact as unknown as Readonly<Record<string, unknown>>;
    return fields.some((field) => isNamed(values[field], name));
  };
}

/** The fields of facts that name things of a kind. */
const NAMED: Readonly<Record<string, readonly string[]>> = {
  worker: ['worker', 'spec', 'consumer', 'client', 'effect'],
  group: ['group'],
  queue: ['queue', 'queues'],
  exchange: ['exchange'],
  partition: ['partition', 'partitions'],
  producer: ['producer'],
};

function isNamed(value: unknown, name: string): boolean {
  if (typeof value === 'string') return value === name || value.replace(/#\d+$/, '') === name;
  if (Array.isArray(value)) return value.includes(name);
  if (typeof value !== 'object' || value === null) return false;
  const { id, worker, name: own } = value as Readonly<Record<string, unknown>>;
  return id === name || worker === name || own === name;
}
