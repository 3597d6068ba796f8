// Where a command to clients finds its rules: senders in sender.ts, workers in worker.ts.

import type { Context } from '../broker.ts';
import type { ClientsCommand } from './command.ts';
import { arrive, route, send, sendNext, startSender } from './sender.ts';
import {
  configureWorker,
  crashWorker,
  finishWork,
  restartWorker,
  settle,
  startWorker,
  stopWorker,
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
