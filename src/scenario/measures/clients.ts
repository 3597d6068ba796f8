// What can be measured of senders, workers and the effects that work had.

import type { Confirms, Effect, Send } from '../../engine/clients/state.ts';
import { itemAt, itemsOf } from '../../engine/store.ts';
import type { ReadonlyWorld } from '../../engine/world.ts';
import { type Measure, type Subjects, sum } from './kind.ts';
import { logLane } from './log.ts';

function effectsOf(world: ReadonlyWorld, args: Subjects): readonly Effect[] {
  const lane = args.lane ?? Object.keys(world.lanes)[0]!;
  const effects = world.clients.effects[lane];
  if (!effects) return [];
  return itemsOf(effects).filter(
    (one) =>
      one.service === args.service &&
      one.effect === args.effect &&
      (args.key === undefined || one.key === args.key),
  );
}

const sendsOf = (world: ReadonlyWorld, args: Subjects): readonly Send[] =>
  itemsOf(world.clients.sends).filter(
    (one) =>
      (args.producer === undefined || one.producer === args.producer) &&
      (args.key === undefined || one.key === args.key),
  );

/** How often each send had the effect. */
function timesBySend(world: ReadonlyWorld, args: Subjects): Map<number, number> {
  const times = new Map<number, number>();
  for (const { send } of effectsOf(world, args)) times.set(send, (times.get(send) ?? 0) + 1);
  return times;
}

const workerOf = (world: ReadonlyWorld, args: Subjects) => {
  const lane = args.lane ?? Object.keys(world.lanes)[0]!;
  return world.clients.workers[lane]?.[args.worker!];
};

const answered =
  (answer: keyof Confirms): Measure['read'] =>
  (world, args) => {
    const lane = args.lane ?? Object.keys(world.lanes)[0]!;
    const confirms = Object.entries(world.clients.confirms[lane] ?? {});
    return sum(
      confirms.filter(([producer]) => producer === (args.producer ?? producer)).map(([, one]) => one[answer]),
    );
  };

export const clientsMeasures = {
  /** How much was sent so far. */
  'sends.count': {
    needs: [],
    may: ['producer', 'key'],
    read: (world, args) => sendsOf(world, args).length,
  },
  /** How often the sender was pointed elsewhere since it runs, in this lane: its program or settings had to change. */
  'sender.changes': {
    needs: ['producer'],
    read: (world, { producer, lane = Object.keys(world.lanes)[0]! }) => {
      const sender = world.clients.senders[producer!];
      return sender ? (sender.changes[lane] ?? 0) : null;
    },
  },
  /** Publishes that the broker has confirmed, to publishers that wait for it. */
  'sends.confirmed': { needs: [], may: ['producer'], read: answered('ack') },
  /** Publishes that it has refused, each time. */
  'sends.refused': { needs: [], may: ['producer'], read: answered('nack') },
  /** Publishes that came back since no queue took them. */
  'sends.returned': { needs: [], may: ['producer'], read: answered('returned') },
  /** Records or messages the worker finished, over all its lives. */
  'worker.done': {
    needs: ['worker'],
    read: (world, args) => workerOf(world, args)?.done ?? null,
  },
  /** Records or messages it has: in hand, or handed over and kept for later. */
  'worker.held': {
    needs: ['worker'],
    read: (world, args) => {
      const worker = workerOf(world, args);
      return worker ? worker.pending.length + (worker.job ? 1 : 0) : null;
    },
  },
  /** Partitions that the worker had to give up while it ran; without a worker, all of the lane had to. */
  'worker.gaveUp': {
    needs: [],
    may: ['worker'],
    read: (world, args) => {
      const lane = args.lane ?? Object.keys(world.lanes)[0]!;
      const workers = Object.values(world.clients.workers[lane] ?? {});
      const meant = workers.filter(({ spec }) => args.worker === undefined || spec.id === args.worker);
      return meant.length ? sum(meant.map(({ gaveUp }) => gaveUp)) : null;
    },
  },
  /** How often the worker was started. */
  'worker.lives': {
    needs: ['worker'],
    read: (world, args) => workerOf(world, args)?.incarnation ?? 0,
  },
  /** 1 while the worker runs, else 0. */
  'worker.running': {
    needs: ['worker'],
    read: (world, args) => (['idle', 'working'].includes(workerOf(world, args)?.status ?? '') ? 1 : 0),
  },
  /** 1 while the worker has something in hand, else 0. */
  'worker.working': {
    needs: ['worker'],
    read: (world, args) => (workerOf(world, args)?.status === 'working' ? 1 : 0),
  },
  /** Next offset the worker will fetch from the partition. */
  'worker.position': {
    needs: ['worker', 'partition'],
    read: (world, args) => {
      const worker = workerOf(world, { ...args, lane: logLane(world, args)?.id ?? '' });
      return worker
        ? (logLane(world, args)?.state.consumers[worker.client]?.positions[args.partition!] ?? null)
        : null;
    },
  },
  /** How often the effect happened. */
  'effect.count': {
    needs: ['service', 'effect'],
    may: ['key'],
    read: (world, args) => effectsOf(world, args).length,
  },
  /** Euros of all these effects together. */
  'effect.total': {
    needs: ['service', 'effect'],
    may: ['key'],
    read: (world, args) => sum(effectsOf(world, args).map(({ amount }) => amount)),
  },
  /** Euros that should come together: of everything sent. */
  'effect.due': {
    needs: [],
    may: ['producer', 'key'],
    read: (world, args) => sum(sendsOf(world, args).map(({ amount }) => amount)),
  },
  /** Sends that had the effect more than once. */
  'effect.doubled': {
    needs: ['service', 'effect'],
    may: ['key'],
    read: (world, args) => [...timesBySend(world, args).values()].filter((times) => times > 1).length,
  },
  /** Sends that have not had the effect. */
  'effect.missing': {
    needs: ['service', 'effect'],
    may: ['producer', 'key'],
    read: (world, args) => {
      const times = timesBySend(world, args);
      return sendsOf(world, args).filter(({ id }) => !times.has(id)).length;
    },
  },
  /** Sends in a row, up to the newest, that have all had the effect. */
  'effect.unbroken': {
    needs: ['service', 'effect'],
    may: ['producer', 'key'],
    read: (world, args) => {
      const times = timesBySend(world, args);
      const sends = sendsOf(world, args);
      return sends.length - 1 - sends.findLastIndex(({ id }) => !times.has(id));
    },
  },
  /** Effects that came after one for a later send of the same customer. */
  'effect.outOfOrder': {
    needs: ['service', 'effect'],
    may: ['key'],
    read: (world, args) => {
      const latest = new Map<string | null, number>();
      let count = 0;
      for (const { key, send } of effectsOf(world, args)) {
        if (send < (latest.get(key) ?? -1)) count++;
        latest.set(key, Math.max(send, latest.get(key) ?? -1));
      }
      return count;
    },
  },
  /** Longest time between two of these effects, in milliseconds. */
  'effect.pauseMs': {
    needs: ['service', 'effect'],
    may: ['key'],
    read: (world, args) => {
      const effects = effectsOf(world, args);
      return effects.slice(1).reduce((most, { at }, n) => Math.max(most, at - effects[n]!.at), 0);
    },
  },
  /** Milliseconds from the first of these effects to the last. */
  'effect.spanMs': {
    needs: ['service', 'effect'],
    may: ['key'],
    read: (world, args) => {
      const effects = effectsOf(world, args);
      return effects.length ? effects.at(-1)!.at - effects[0]!.at : null;
    },
  },
  /** The send that the customer's last effect was for, by its number from 0 on. */
  'effect.latest': {
    needs: ['service', 'effect', 'key'],
    read: (world, args) => effectsOf(world, args).at(-1)?.send ?? null,
  },
  /** Customers whose last effect is not for a tombstone: rows of a table that keeps what was told last. */
  'effect.rows': {
    needs: ['service', 'effect'],
    read: (world, args) => {
      const latest = new Map(effectsOf(world, args).map(({ key, send }) => [key, send]));
      return [...latest.values()].filter((send) => !itemAt(world.clients.sends, send)?.tombstone).length;
    },
  },
  /** Customers whose last effect is for an earlier send than one before it. */
  'effect.stale': {
    needs: ['service', 'effect'],
    may: ['key'],
    read: (world, args) => {
      const seen = new Map<string | null, { readonly latest: number; readonly last: number }>();
      for (const { key, send } of effectsOf(world, args))
        seen.set(key, { latest: Math.max(send, seen.get(key)?.latest ?? -1), last: send });
      return [...seen.values()].filter(({ latest, last }) => last < latest).length;
    },
  },
  /** Workers of the service that run. */
  'service.running': {
    needs: ['service'],
    read: (world, args) => {
      const lane = args.lane ?? Object.keys(world.lanes)[0]!;
      return Object.values(world.clients.workers[lane] ?? {}).filter(
        ({ spec, status }) => spec.service === args.service && (status === 'idle' || status === 'working'),
      ).length;
    },
  },
} as const satisfies Record<string, Measure>;
