// What a person can do by hand to the things on the stage, whatever the lesson says: actions like those of a lesson, made from what its
// scenario declares. Their ids are the same wherever the scenario is, so a link can carry them.

import { groupOf, type WorkerSpec } from '../engine/clients/state.ts';
import type { LaneId } from '../engine/vocabulary.ts';
import type { BrokerKind } from '../engine/world.ts';
import type { Action, Deed, Scenario } from './scenario.ts';
import { say } from '../words/say.ts';

/** An action, and the things that it is done to, as marks name them. */
export interface Intervention {
  readonly on: readonly string[];
  /** Null: in all lanes alike. */
  readonly lane: LaneId | null;
  readonly action: Action;
}

/** Ids of interventions begin so; no lesson's action does. */
export const INTERVENTION = 'by-hand-';

/** Everything that can be done by hand in a scenario. */
export function interventionsIn(scenario: Scenario): readonly Intervention[] {
  const found: Intervention[] = scenario.senders.flatMap(({ id, plan }) => sendMore(id, plan));
  const seen = new Set(found.map(({ action }) => action.id));
  for (const deed of deedsOf(scenario))
    for (const { id, broker } of scenario.lanes)
      if (deed.in === undefined || deed.in === id)
        for (const one of ofDeed(deed, id, broker))
          if (!seen.has(one.action.id)) {
            seen.add(one.action.id);
            found.push(one);
          }
  return found;
}

function deedsOf({ steps, lesson }: Scenario): readonly Deed[] {
  const actions = lesson
    ? [...lesson.beats.flatMap((beat) => beat.actions ?? []), ...lesson.challenge.actions]
    : [];
  return [...steps, ...actions.flatMap(({ deeds }) => deeds)];
}

function ofDeed(deed: Deed, lane: LaneId, broker: BrokerKind): Intervention[] {
  if (deed.do === 'start-worker') return toWorker(deed.spec, lane, broker);
  if (deed.do === 'declare-queue' && broker === 'queue') return toQueue(deed.queue ?? '', lane);
  if (deed.do === 'create-topic' && broker === 'log') return toTopic(deed.topic, deed.partitions, lane);
  return [];
}

const idOf = (...parts: readonly string[]): string =>
  INTERVENTION +
  parts
    .join('-')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');

function sendMore(producer: string, plan: Scenario['senders'][number]['plan']): Intervention[] {
  const keys = 'list' in plan ? [...new Set(plan.list.map(({ key }) => key))] : plan.keys;
  return keys.slice(0, 4).map((key) => ({
    on: [`producer/${producer}`],
    lane: null,
    action: {
      id: idOf('send', producer, key ?? 'nobody'),
      label: key === null ? say('by-hand.send') : say('by-hand.send-for', { key }),
      deeds: [{ do: 'send', producer, send: { key, amount: 10 } }],
    },
  }));
}

function toWorker(spec: WorkerSpec, lane: LaneId, broker: BrokerKind): Intervention[] {
  const { id: worker } = spec;
  const running = { measure: 'worker.running', lane, worker } as const;
  const lives = { measure: 'worker.lives', lane, worker } as const;
  const idle = { unless: { is: [running, 0] }, why: say('by-hand.idle', { worker }) } as const;
  const act = (verb: 'crash' | 'stop' | 'restart', more: Pick<Action, 'unless' | 'why'>) => ({
    on: [`worker/${worker}`, ...(broker === 'log' ? [`group/${groupOf(spec)}`] : [])],
    lane,
    action: {
      id: idOf(verb, lane, worker),
      label: say(`by-hand.${verb}`, { worker }),
      deeds: [{ in: lane, do: `${verb}-worker`, worker } as Deed],
      ...more,
    },
  });
  return [
    act('crash', idle),
    act('stop', idle),
    act('restart', {
      unless: { any: [{ is: [running, 1] }, { is: [lives, 0] }] },
      why: say('by-hand.runs', { worker }),
    }),
  ];
}

function toQueue(queue: string, lane: LaneId): Intervention[] {
  const on = [`queue/${queue}`];
  const nothing = { is: [{ measure: 'queue.ready', lane, queue }, 0] } as const;
  return [
    {
      on,
      lane,
      action: {
        id: idOf('purge', lane, queue),
        label: say('by-hand.purge', { queue }),
        deeds: [{ in: lane, do: 'purge', queue }],
        unless: nothing,
        why: say('by-hand.nothing-waits', { queue }),
      },
    },
    { on, lane, action: addReader(queue, lane, say('by-hand.add-consumer', { queue }), {}) },
  ];
}

function toTopic(topic: string, partitions: number, lane: LaneId): Intervention[] {
  const config = { 'auto.offset.reset': 'earliest' };
  const action = addReader(topic, lane, say('by-hand.read-again', { topic }), { config });
  return Array.from({ length: partitions }, (_, n) => ({
    on: [`partition/${topic}-${n}`],
    lane,
    action,
  }));
}

/** A program that does nothing but read, under a name of its own. */
function addReader(source: string, lane: LaneId, label: string, more: Partial<WorkerSpec>): Action {
  const worker = 'visitor';
  const spec = { id: worker, service: worker, source, fetchMs: 100, workMs: 400, ...more };
  return {
    id: idOf('visit', lane, source),
    label,
    deeds: [{ in: lane, do: 'start-worker', spec }],
    unless: { is: [{ measure: 'worker.running', lane, worker }, 1] },
    why: say('by-hand.reads'),
  };
}
