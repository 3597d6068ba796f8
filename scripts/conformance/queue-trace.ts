// Replays a recording of RabbitMQ, in the format queue-trace/1, against the queue model, and says where they part. What the
// model does not have yet is a difference too, with a note that names it.

import type {
  QueueCommand,
  Delivery,
  Got,
  Published,
  QueueDeclared,
  Removed,
} from '../../src/engine/queue/command.ts';
import { createModels } from '../../src/engine/broker.ts';
import { isRefusal } from '../../src/engine/command.ts';
import type { Fact } from '../../src/engine/fact.ts';
import { deliveryOf } from '../../src/engine/queue/delivery.ts';
import { queueModel } from '../../src/engine/queue/model.ts';
import { brokerOf } from '../../src/engine/queue/state.ts';
import { advance, createRun, perform, type Run } from '../../src/engine/run.ts';
import { itemAt } from '../../src/engine/store.ts';
import type { Difference } from './difference.ts';

type Json = Record<string, unknown>;
type Step = Json & { do: string; see?: Json };

const LANE = 'queue';

/** What a step may say beyond `do` and `see`, where the model knows it. Anything else is refused by name. */
const KNOWN: Record<string, readonly string[]> = {
  declare: ['queue', 'exchange', 'type', 'args', 'durable', 'client'],
  bind: ['exchange', 'queue', 'key'],
  unbind: ['exchange', 'queue', 'key'],
  delete: ['queue'],
  purge: ['queue'],
  inspect: ['queue'],
  open: ['client', 'prefetch'],
  qos: ['client', 'prefetch'],
  publish: ['client', 'exchange', 'key', 'body', 'bodies', 'mandatory', 'persistent', 'headers'],
  burst: ['client', 'key', 'bodies'],
  consume: ['client', 'queue', 'consumer', 'prefetch', 'noAck'],
  get: ['client', 'queue', 'noAck'],
  ack: ['client', 'tag', 'multiple'],
  nack: ['client', 'tag', 'requeue', 'multiple'],
  reject: ['client', 'tag', 'requeue'],
  recover: ['client'],
  cancel: ['client'],
  close: ['client', 'how'],
  crash: ['client'],
  wait: ['ms'],
};
const QUEUE_ARGUMENTS = ['x-dead-letter-exchange', 'x-dead-letter-routing-key'];
const QUEUE_TYPES = ['classic'];
const EXCHANGE_TYPES = ['direct', 'fanout'];

/** Where the model parts from the recording: one entry per field that differs; none if it conforms. */
export function replayQueueTrace(trace: unknown): Difference[] {
  const { broker, steps } = trace as { broker: string; steps: Step[] };
  if (broker !== 'rabbitmq') return [lacking(0, `a recording of ${broker}`)];
  const run = createRun({ seed: 0, lanes: [{ id: LANE, broker: 'queue' }] }, createModels(queueModel));
  const differences: Difference[] = [];
  for (const [index, step] of steps.entries()) {
    const lack = lackFor(step);
    // what follows would only differ because of this
    if (lack !== null) return [...differences, lacking(index, lack)];
    differences.push(...compare(index, step.see ?? {}, replay(run, step)));
  }
  return differences;
}

const lacking = (step: number, what: string): Difference => ({
  step,
  expected: null,
  got: null,
  note: `The model does not have ${what}.`,
});

function lackFor(step: Step): string | null {
  const known = KNOWN[step.do];
  if (!known) return `the verb "${step.do}"`;
  for (const name in step)
    if (name !== 'do' && name !== 'see' && !known.includes(name)) return `"${name}" for "${step.do}"`;
  if (step.do === 'bind' && step['queue'] === undefined) return 'bindings between exchanges';
  if (step.do !== 'declare') return null;
  const types = step['exchange'] === undefined ? QUEUE_TYPES : EXCHANGE_TYPES;
  const type = (step['type'] as string | undefined) ?? types[0]!;
  if (!types.includes(type)) return `the type "${type}"`;
  const unknown = Object.keys((step['args'] as Json | undefined) ?? {}).find(
    (name) => !QUEUE_ARGUMENTS.includes(name),
  );
  return unknown === undefined ? null : `the argument "${unknown}"`;
}

/** Does a step and gives what its clients saw of it. */
function replay(run: Run, step: Step): Json {
  const from = run.journal.length;
  const own = performStep(run, step);
  const see: Json = { ...own, ...seenBy(run, run.journal.slice(from)) };
  // a passive declaration shows its error in the field `queue`
  if (step.do === 'inspect') delete see['error'];
  return see;
}

function performStep(run: Run, step: Step): Json {
  const ask = (command: Json) =>
    perform(run, { of: 'queue', lane: LANE, ...command } as unknown as QueueCommand);
  const { do: verb } = step;
  const args = without(step, 'do', 'see');
  switch (verb) {
    case 'declare': {
      const { type, ...rest } = args;
      if (rest['exchange'] !== undefined) ask({ kind: 'declare-exchange', type: type ?? 'direct', ...rest });
      else ask({ kind: 'declare-queue', ...rest });
      return {};
    }
    case 'delete':
    case 'purge': {
      const answer = ask({ kind: verb === 'delete' ? 'delete-queue' : 'purge', ...args });
      return isRefusal(answer) ? {} : { removed: (answer as Removed).removed };
    }
    case 'inspect': {
      const answer = ask({ kind: 'declare-queue', passive: true, ...args });
      if (isRefusal(answer)) return { queue: { error: { code: answer.code, name: answer.error } } };
      const { messages: ready, consumers } = answer as QueueDeclared;
      return { queue: { ready, consumers } };
    }
    case 'publish':
    case 'burst': {
      const { body, bodies, ...rest } = args;
      const confirms = ((bodies as string[] | undefined) ?? [body]).map((one) => {
        const answer = ask({ kind: 'publish', client: 'pub', ...rest, body: one });
        return isRefusal(answer) ? 'none' : (answer as Published).confirm;
      });
      return { confirm: bodies === undefined ? confirms[0] : confirms };
    }
    case 'get': {
      const answer = ask({ kind: 'get', ...args });
      if (isRefusal(answer)) return {};
      const got = answer as Got | null;
      return { got: got && { ...shown(got), remaining: got.remaining } };
    }
    case 'wait':
      advance(run, run.world.now + (args['ms'] as number));
      return {};
    default:
      ask({ kind: verb, ...args });
      return {};
  }
}

/** What the facts of a step showed to clients, by the fields of the format. */
function seenBy(run: Run, facts: readonly Fact[]): Json {
  const see: Record<string, Record<string, unknown[]>> = {};
  const show = (field: string, who: string, what: unknown) => ((see[field] ??= {})[who] ??= []).push(what);
  for (const fact of facts) {
    if (fact.of !== 'queue') continue;
    if (fact.kind === 'delivered' && fact.consumer !== null) {
      const queue = brokerOf(run.world, LANE).queues[fact.queue]!;
      show('deliver', fact.consumer, shown(deliveryOf(itemAt(queue.messages, fact.sequence)!, fact)));
    } else if (fact.kind === 'consumer-cancelled' && fact.by === 'broker')
      show('cancelled', fact.consumer, true);
    else if (fact.kind === 'refused')
      show('error', fact.client ?? 'admin', {
        scope: fact.scope,
        ...(fact.code !== null && { code: fact.code }),
        name: fact.error,
      });
    else if (fact.kind === 'returned') {
      const { body, exchange, key } = fact.message;
      show('returned', fact.client, { body, code: 312, reason: 'NO_ROUTE', exchange, key });
    }
  }
  return see;
}

/** A delivery as recordings write it. */
function shown({ body, tag, redelivered, exchange, key, headers }: Delivery): Json {
  return {
    body,
    tag,
    ...(redelivered && { redelivered }),
    ...(exchange !== '' && { exchange, key }),
    ...(headers && { headers: withoutTimes(headers) }),
  };
}

function withoutTimes(headers: Json): Json {
  const deaths = headers['x-death'] as Json[] | undefined;
  if (!deaths) return headers;
  return { ...headers, 'x-death': deaths.map((death) => without(death, 'time')) };
}

function compare(step: number, expected: Json, got: Json): Difference[] {
  const differences: Difference[] = [];
  for (const field of new Set([...Object.keys(expected), ...Object.keys(got)])) {
    const wanted = expected[field];
    let found = got[field];
    // a queue's consumers were not recorded where they are not told
    if (field === 'queue' && wanted && found && !('consumers' in (wanted as Json)))
      found = without(found as Json, 'consumers');
    if (!equal(wanted, found))
      differences.push({ step, expected: wanted ?? null, got: found ?? null, note: field });
  }
  return differences;
}

const without = (object: Json, ...names: string[]): Json =>
  Object.fromEntries(Object.entries(object).filter(([name]) => !names.includes(name)));

/** Deep equality; the order of keys means nothing. */
function equal(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  const [left, right] = [Object.entries(a), Object.keys(b)];
  return (
    left.length === right.length && left.every(([key, value]) => key in b && equal(value, (b as Json)[key]))
  );
}
