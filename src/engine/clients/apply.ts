// What each fact about senders, workers and the outside world changes. Nothing is decided here; a fact that names an instant
// puts its consequence on the agenda.

import { Priority, put } from '../agenda.ts';
import { append } from '../store.ts';
import type { World } from '../world.ts';
import type { ClientsFact } from './fact.ts';

export function applyToClients(world: World, fact: ClientsFact): void {
  const { clients } = world;
  switch (fact.kind) {
    case 'sender-started':
      clients.senders[fact.sender.id] = { ...fact.sender, changes: { ...fact.sender.changes } };
      if (fact.nextAt !== null) planSend(world, fact.sender.id, fact.nextAt);
      break;
    case 'sent': {
      const { producer, id } = fact;
      append(clients.sends, fact);
      for (const lane in world.lanes)
        if (world.lanes[lane]!.routes[producer])
          put(world.agenda, fact.arriveAt, Priority.arrival, {
            of: 'clients',
            kind: 'arrive',
            lane,
            send: id,
          });
      if (fact.planned) clients.senders[producer]!.sent++;
      if (fact.nextAt !== null) planSend(world, producer, fact.nextAt);
      break;
    }
    case 'publish-answered': {
      const { lane, producer, answer, retryAt, send } = fact;
      const before = clients.confirms[lane]![producer] ?? { ack: 0, nack: 0, returned: 0 };
      clients.confirms[lane]![producer] = { ...before, [answer]: before[answer] + 1 };
      if (retryAt !== null)
        put(world.agenda, retryAt, Priority.arrival, { of: 'clients', kind: 'arrive', lane, send });
      break;
    }
    case 'routed':
      world.lanes[fact.lane]!.routes[fact.producer] = fact.route;
      if (clients.senders[fact.producer]) {
        const { changes } = clients.senders[fact.producer]!;
        changes[fact.lane] = (changes[fact.lane] ?? 0) + 1;
      }
      break;
    case 'worker-started': {
      const before = clients.workers[fact.lane]![fact.spec.id];
      clients.workers[fact.lane]![fact.spec.id] = {
        spec: fact.spec,
        status: 'idle',
        incarnation: (before?.incarnation ?? 0) + 1,
        job: null,
        pending: [],
        done: before?.done ?? 0,
        gaveUp: before?.gaveUp ?? 0,
        client: fact.client,
      };
      break;
    }
    case 'worker-configured':
      clients.workers[fact.lane]![fact.spec.id]!.spec = fact.spec;
      break;
    case 'worker-stopped':
    case 'worker-crashed': {
      const worker = clients.workers[fact.lane]![fact.worker]!;
      worker.status = fact.kind === 'worker-crashed' ? 'crashed' : 'stopped';
      worker.job = null;
      worker.pending = [];
      break;
    }
    case 'partitions-given-up':
      clients.workers[fact.lane]![fact.worker]!.gaveUp += fact.count;
      break;
    case 'work-kept':
      clients.workers[fact.lane]![fact.worker]!.pending.push(...fact.items);
      break;
    case 'work-began': {
      const worker = clients.workers[fact.lane]![fact.worker]!;
      const { incarnation, pending } = worker;
      if (pending.length > 0 && pending[0]!.source === fact.source && pending[0]!.position === fact.position)
        pending.shift();
      worker.status = 'working';
      worker.job = fact;
      put(world.agenda, fact.doneAt, Priority.worker, {
        of: 'clients',
        kind: 'finish-work',
        lane: fact.lane,
        worker: fact.worker,
        incarnation,
      });
      if (fact.settleAt !== null) planSettle(world, fact.lane, fact.worker, fact.settleAt);
      break;
    }
    case 'work-done':
    case 'work-refused': {
      if (fact.kind === 'work-done' && fact.settleAt !== null)
        planSettle(world, fact.lane, fact.worker, fact.settleAt);
      const worker = clients.workers[fact.lane]![fact.worker]!;
      worker.status = 'idle';
      worker.job = null;
      worker.done++;
      break;
    }
    case 'effect-made': {
      const { service, effect, order } = fact.effect;
      append(clients.effects[fact.lane]!, fact.effect);
      clients.recognised[fact.lane]![`${service}/${effect}/${order}`] = true;
      break;
    }
    case 'effect-skipped':
      break;
  }
}

const planSend = (world: World, producer: string, at: number): void =>
  put(world.agenda, at, Priority.worker, { of: 'clients', kind: 'send-next', producer });

/** The ack or commit of the job in hand is under way. */
function planSettle(world: World, lane: string, id: string, at: number): void {
  const { job, incarnation } = world.clients.workers[lane]![id]!;
  const { source, position, tag } = job!;
  put(world.agenda, at, Priority.arrival, {
    of: 'clients',
    kind: 'settle',
    lane,
    worker: id,
    incarnation,
    source,
    position,
    tag,
  });
}
