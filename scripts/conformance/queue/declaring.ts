// The verbs of exchanges, bindings and queues.

import { isRefusal } from '../../../src/engine/command.ts';
import type { QueueDeclared, Removed } from '../../../src/engine/queue/command.ts';
import type { Json } from '../json.ts';
import { ask, type Bench } from './bench.ts';
import { said, type Step, type Verb, type Verbs } from './verb.ts';

/** A verb that shows the number of messages it removed. */
const removing = (kind: string, says: readonly string[]): Verb => ({
  says,
  replay: (bench, step) => {
    const answer = ask(bench, { kind, ...said(step) });
    return isRefusal(answer) ? {} : { removed: (answer as Removed).removed };
  },
});

/** A verb that shows nothing of its own. */
const silent = (kind: string, says: readonly string[]): Verb => ({
  says,
  replay: (bench, step) => {
    ask(bench, { kind, ...said(step) });
    return {};
  },
});

function remove(bench: Bench, step: Step): Json {
  if (step['exchange'] === undefined) return removing('delete-queue', []).replay(bench, step);
  ask(bench, { kind: 'delete-exchange', ...said(step) });
  return {};
}

function declare(bench: Bench, step: Step): Json {
  const kind = step['exchange'] === undefined ? 'declare-queue' : 'declare-exchange';
  ask(bench, { kind, ...said(step) });
  return {};
}

function inspect(bench: Bench, step: Step): Json {
  const answer = ask(bench, { kind: 'declare-queue', passive: true, ...said(step) });
  if (isRefusal(answer)) return { queue: { error: { code: answer.code, name: answer.error } } };
  const { messages: ready, consumers } = answer as QueueDeclared;
  return { queue: { ready, consumers } };
}

export const declaringVerbs: Verbs = {
  declare: {
    says: ['queue', 'exchange', 'type', 'args', 'durable', 'autoDelete', 'exclusive', 'client'],
    replay: declare,
  },
  bind: silent('bind', ['exchange', 'queue', 'to', 'key', 'args']),
  unbind: silent('unbind', ['exchange', 'queue', 'to', 'key', 'args']),
  delete: { says: ['queue', 'exchange', 'ifUnused', 'ifEmpty'], replay: remove },
  purge: removing('purge', ['queue']),
  inspect: { says: ['queue'], replay: inspect },
};
