// Where a command to clients finds its rules: senders in sender.ts, workers in worker.ts. And which facts workers act on.

import type { Context } from '../broker.ts';
import { isRefusal } from '../command.ts';
import type { Fact } from '../fact.ts';
import type { PartitionId } from '../log/storage/state.ts';
import type { ConsumerId, LaneId } from '../vocabulary.ts';
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
  takeHanded,
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
  switch (fact.kind) {
    case 'delivered':
      if (fact.consumer !== null) takeDelivery(context, fact);
      break;
    case 'elements-popped':
    case 'element-moved':
    case 'entries-delivered':
    case 'entries-shown-again':
      takeHanded(context, fact);
      break;
    case 'client-woken':
      if (isRefusal(fact.reply)) failWaiting(context, fact.lane, fact.client, fact.reply.error);
      break;
    case 'batch-appended':
      wakeReaders(context, fact.lane, fact.partition);
      break;
    case 'assigned':
    case 'join-answered':
    case 'sync-answered':
    case 'member-expired':
    case 'member-fenced':
    case 'rejoin-needed':
    case 'topics-matched':
    case 'membership-fenced':
    case 'membership-failed':
    case 'position-set':
      wake(context, fact.lane, fact.consumer);
      break;
    case 'heartbeat-answered':
      if (fact.told) wake(context, fact.lane, fact.consumer);
  }
}

/** A worker that waited in Redis was told that there is nothing to wait for: it dies of that. */
function failWaiting(context: Context, lane: LaneId, client: string, error: string): void {
  const workers = context.world.clients.workers[lane]!;
  for (const id in workers) if (workers[id]!.client === client) crashWorker(context, lane, id, error);
}

/** Whoever runs this consumer and has nothing in hand polls again. */
function wake(context: Context, lane: LaneId, consumer: ConsumerId): void {
  const workers = context.world.clients.workers[lane]!;
  for (const id in workers) if (workers[id]!.client === consumer) return lookForWork(context, lane, id);
}

/** Data came: whoever waits for this partition with nothing in hand takes it. */
function wakeReaders(context: Context, lane: LaneId, partition: PartitionId): void {
  const broker = context.world.lanes[lane]!;
  if (broker.broker !== 'log') return;
  const { consumers } = broker.state;
  const workers = context.world.clients.workers[lane]!;
  for (const id in workers) {
    const { status, client } = workers[id]!;
    if (status === 'idle' && consumers[client]?.assignment.includes(partition))
      lookForWork(context, lane, id);
  }
}
