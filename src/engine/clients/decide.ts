// Where a command to clients finds its rules: senders in sender.ts, workers in worker.ts. And which facts workers act on.

import type { Context } from '../broker.ts';
import type { Fact } from '../fact.ts';
import type { ClientsCommand } from './command.ts';
import { arrive, route, send, sendNext, startSender } from './sender.ts';
import {
  configureWorker,
  crashWorker,
  finishWork,
  lookForWork,
  restartWorker,
  settle,
  startWorker,
  stopWorker,
  takeDelivery,
} from './worker.ts';

export function decideForClients(context: Context, command: ClientsCommand): unknown {
  switch (command.kind) {
    case 'start-sender':
      return startSender(context, command);
    case 'send':
      return send(context, command.producer, command.send);
    case 'send-next':
      return sendNext(context, command.producer);
    case 'arrive':
      return arrive(context, command.lane, command.send);
    case 'route':
      return route(context, command.lane, command.producer, command.route);
    case 'start-worker':
      return startWorker(context, command.lane, command.spec);
    case 'restart-worker':
      return restartWorker(context, command.lane, command.worker);
    case 'configure-worker':
      return configureWorker(context, command.lane, command.worker, command.change);
    case 'stop-worker':
      return stopWorker(context, command.lane, command.worker);
    case 'crash-worker':
      return crashWorker(context, command.lane, command.worker, null);
    case 'finish-work':
      return finishWork(context, command.lane, command.worker, command.incarnation);
    case 'settle':
      return settle(context, command);
  }
}

/** What a fact makes workers do at the same instant. */
export function reactOfClients(context: Context, fact: Fact): void {
  if (fact.of === 'queue') {
    if (fact.kind === 'delivered' && fact.consumer !== null) takeDelivery(context, fact);
    return;
  }
  if (fact.of !== 'log') return;
  switch (fact.kind) {
    case 'batch-appended': {
      const workers = context.world.clients.workers[fact.lane]!;
      for (const id in workers) {
        const worker = workers[id]!;
        if (worker.status === 'idle' && reads(context, fact.lane, worker.client, fact.partition))
          lookForWork(context, fact.lane, id);
      }
      break;
    }
    case 'assigned':
    case 'join-answered':
    case 'member-fenced':
    case 'rejoin-needed':
    case 'position-set': {
      const id = workerOf(context, fact.lane, fact.consumer);
      if (id !== undefined) lookForWork(context, fact.lane, id);
      break;
    }
  }
}

function reads(context: Context, lane: string, consumer: string, partition: string): boolean {
  const broker = context.world.lanes[lane]!;
  return broker.broker === 'log' && broker.state.consumers[consumer]?.assignment.includes(partition) === true;
}

/** The worker that reads through this client now. */
function workerOf(context: Context, lane: string, client: string): string | undefined {
  const workers = context.world.clients.workers[lane]!;
  for (const id in workers) if (workers[id]!.client === client) return id;
  return undefined;
}
