// The whole state of a run at one instant, as plain data: clock, agenda, counters of chance, clients, and a broker per lane.
// Copies for checkpoints and forks are made here, part by part.

import { type Agenda, copyAgenda, createAgenda } from './agenda.ts';
import type { Models } from './broker.ts';
import { copyClients, createClients, detachClients } from './clients/copies.ts';
import type { ClientsState, Route } from './clients/state.ts';
import type { DirectState } from './direct/state.ts';
import type { LogState } from './log/state.ts';
import type { QueueState } from './queue/state.ts';
import type { RedisState } from './redis/state.ts';
import type { Immutable, Instant, LaneId, ProducerId } from './vocabulary.ts';

export interface World {
  readonly seed: number;
  /** Wall-clock milliseconds at instant 0, for what a broker stamps with its clock. */
  readonly epoch: number;
  now: Instant;
  agenda: Agenda;
  /** How many draws each actor has used. */
  chance: Record<string, number>;
  clients: ClientsState;
  lanes: Record<LaneId, Lane>;
}

/** What everybody but `apply` sees. */
export type ReadonlyWorld = Immutable<World>;

interface LaneBase {
  id: LaneId;
  /** Where the sends of each producer go in this lane. */
  routes: Record<ProducerId, Route>;
}
export type LogLane = LaneBase & { broker: 'log'; state: LogState };
export type QueueLane = LaneBase & { broker: 'queue'; state: QueueState };
export type RedisLane = LaneBase & { broker: 'redis'; state: RedisState };

/** Services that call each other, with no broker between. */
export type DirectLane = LaneBase & { broker: 'direct'; state: DirectState };

/** A broker, or none, with its clients: one side of the stage. */
export type Lane = LogLane | QueueLane | RedisLane | DirectLane;

export type BrokerKind = Lane['broker'];

/** What a world begins with. */
export interface Opening {
  readonly seed: number;
  readonly epoch?: number;
  readonly lanes: readonly { readonly id: LaneId; readonly broker: BrokerKind; readonly settings?: object }[];
}

/** An empty world: brokers without topics or queues, nobody connected, instant 0. */
export function createWorld(opening: Opening, models: Models): World {
  const lanes: Record<LaneId, Lane> = {};
  for (const { id, broker, settings } of opening.lanes) {
    if (!models[broker])
      throw new Error(`Lane "${id}" wants a ${broker}, and this run was given no model of one.`);
    lanes[id] = { id, broker, routes: {}, state: models[broker].create(settings ?? {}) } as Lane;
  }
  return {
    seed: opening.seed,
    epoch: opening.epoch ?? 0,
    now: 0,
    agenda: createAgenda(),
    chance: {},
    clients: createClients(Object.keys(lanes)),
    lanes,
  };
}

/** A second world with the same past, sharing append-only storage: a checkpoint, or a place to look back from. */
export const copyWorld = (world: World, models: Models): World => copyParts(world, models, 'copy');

/** A second world with storage of its own, free to have another future. */
export const detachWorld = (world: World, models: Models): World => copyParts(world, models, 'detach');

function copyParts(world: World, models: Models, how: 'copy' | 'detach'): World {
  const lanes: Record<LaneId, Lane> = {};
  for (const id in world.lanes) {
    const lane = world.lanes[id]!;
    lanes[id] = {
      ...lane,
      routes: { ...lane.routes },
      state: models[lane.broker][how](lane.state),
    } as Lane;
  }
  return {
    ...world,
    agenda: copyAgenda(world.agenda),
    chance: { ...world.chance },
    clients: how === 'copy' ? copyClients(world.clients) : detachClients(world.clients),
    lanes,
  };
}
