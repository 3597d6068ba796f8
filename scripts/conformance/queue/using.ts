// The verbs of clients: connecting, publishing, reading, settling, and leaving.

import { isRefusal } from '../../../src/engine/command.ts';
import type { Got, Published } from '../../../src/engine/queue/command.ts';
import type { Json } from '../json.ts';
import { ask, type Bench } from './bench.ts';
import { shownDelivery } from './seen.ts';
import { said, type Step, type Verb, type Verbs } from './verb.ts';

function publish(bench: Bench, step: Step): Json {
  const { body, bodies, pad = 0, ...rest } = said(step);
  const dots = '.'.repeat(pad as number);
  const confirms = ((bodies as readonly string[] | undefined) ?? [body]).map((one) => {
    const answer = ask(bench, { kind: 'publish', client: 'pub', ...rest, body: `${one as string}${dots}` });
    return isRefusal(answer) ? 'none' : (answer as Published).confirm;
  });
  return { confirm: bodies === undefined ? confirms[0] : confirms };
}

function consume(bench: Bench, step: Step): Json {
  const offset = (step['args'] as Json | undefined)?.['x-stream-offset'];
  const mark = typeof offset === 'object' ? (offset as { mark: string }).mark : undefined;
  const at = mark === undefined ? undefined : bench.marks.get(mark)!;
  const args = at === undefined ? {} : { args: { 'x-stream-offset': { timestamp: Math.floor(at / 1000) } } };
  ask(bench, { kind: 'consume', ...said(step), ...args });
  return {};
}

function get(bench: Bench, step: Step): Json {
  const answer = ask(bench, { kind: 'get', ...said(step) });
  if (isRefusal(answer)) return {};
  const got = answer as Got | null;
  return { got: got && { ...shownDelivery(got), remaining: got.remaining } };
}

/** A verb that is a command of the model by the same name. */
const as = (kind: string, ...says: readonly string[]): Verb => ({
  says,
  replay: (bench, step) => {
    ask(bench, { kind, ...said(step) });
    return {};
  },
});

export const usingVerbs: Verbs = {
  open: as('open', 'client', 'prefetch', 'prefetchGlobal'),
  qos: as('qos', 'client', 'prefetch', 'prefetchGlobal'),
  publish: {
    says: [
      ...['client', 'exchange', 'key', 'body', 'bodies', 'pad', 'mandatory', 'persistent', 'headers'],
      ...['priority', 'expiration', 'cc', 'bcc'],
    ],
    replay: publish,
  },
  burst: { says: ['client', 'key', 'bodies'], replay: publish },
  consume: {
    says: ['client', 'queue', 'consumer', 'prefetch', 'noAck', 'exclusive', 'priority', 'args'],
    replay: consume,
  },
  get: { says: ['client', 'queue', 'noAck'], replay: get },
  ack: as('ack', 'client', 'tag', 'multiple'),
  nack: as('nack', 'client', 'tag', 'requeue', 'multiple'),
  reject: as('reject', 'client', 'tag', 'requeue'),
  recover: as('recover', 'client'),
  cancel: as('cancel', 'client'),
  close: as('close', 'client', 'how'),
  crash: as('crash', 'client'),
};
