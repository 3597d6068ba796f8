// How senders and workers meet without a broker: what arrives is a call to each service that the route names, and a worker that listens
// under that name takes it, or the caller is told at once that nobody does.

import type { Context } from '../broker.ts';
import type { ClientAdapter } from '../clients/adapter.ts';
import type { Route, Send, Worker, WorkerSpec } from '../clients/state.ts';
import { takeOrKeep } from '../clients/worker.ts';
import type { Immutable, LaneId, SendId } from '../vocabulary.ts';
import type { DirectState, Failure } from './state.ts';

export const directClients: ClientAdapter = {
  settlesFirst: false,
  prepare() {},
  arrive(context: Context, lane: LaneId, { id }: Immutable<Send>, to: Immutable<Route>) {
    if ('calls' in to) for (const service of to.calls) call(context, lane, service, id);
  },
  clientOf: (worker) => worker,
  start(context: Context, lane: LaneId, { source: service }: Immutable<WorkerSpec>, client: string) {
    context.emit({ of: 'direct', kind: 'listening', lane, service, client });
    return undefined;
  },
  end(context: Context, lane: LaneId, client: string) {
    context.emit({ of: 'direct', kind: 'listening-ended', lane, client });
    fail(context, lane, client, 'broken');
  },
  /** It has nothing to do but wait. */
  look() {},
  isBusy() {},
  settle(context: Context, lane: LaneId, { client }: Immutable<Worker>) {
    const open = directOf(context, lane).open[client];
    if (open) context.emit({ of: 'direct', kind: 'call-answered', lane, client, ...partsOf(open) });
  },
  giveBack(context: Context, lane: LaneId, { client }: Immutable<Worker>) {
    fail(context, lane, client, 'refused');
  },
  react() {},
};

const directOf = (context: Context, lane: LaneId): Immutable<DirectState> =>
  context.world.lanes[lane]!.state as Immutable<DirectState>;

const partsOf = ({ service, send }: { readonly service: string; readonly send: SendId }) => ({
  service,
  send,
});

/**
 * Calls a service: one of those who answer under its name and have nothing else in hand takes it.
 * Simplified: a service has no room for calls that wait; one that works on a call takes no other.
 */
function call(context: Context, lane: LaneId, service: string, send: SendId): void {
  const { listeners, open, calls } = directOf(context, lane);
  const clients = listeners[service] ?? [];
  const client = clients.find((one) => !open[one]);
  if (client === undefined) {
    const because = clients.length > 0 ? 'busy' : 'down';
    context.emit({ of: 'direct', kind: 'call-failed', lane, client: null, service, send, because });
    return;
  }
  const number = calls + 1;
  context.emit({ of: 'direct', kind: 'call-taken', lane, client, number, service, send });
  takeOrKeep(context, lane, client, {
    source: service,
    position: number,
    tag: number,
    redelivered: false,
    send,
  });
}

/** The open call of a client has failed, if there is one. */
function fail(context: Context, lane: LaneId, client: string, because: Failure): void {
  const open = directOf(context, lane).open[client];
  if (open) context.emit({ of: 'direct', kind: 'call-failed', lane, client, ...partsOf(open), because });
}
