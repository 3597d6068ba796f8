// What can be done in a scenario: its verbs, each with its arguments, and what routes, workers and their effects are made of.

import * as v from 'valibot';
import { consumption, publication, QUEUE_VERBS } from './queue-schema.ts';
import { instant, name, settings, text, whole } from './fields.ts';

/** What a send has beside its instant. */
export const planned = {
  key: v.nullable(v.string()),
  order: v.optional(text),
  what: v.optional(text),
  amount: v.optional(whole),
  tombstone: v.optional(v.literal(true)),
};

/** Where a lane takes sends, by the field that names the place. */
const ROUTES: Record<string, v.ObjectEntries> = {
  topic: {
    topic: v.string(),
    keyed: v.optional(v.boolean()),
    partition: v.optional(v.union([instant, v.record(v.string(), instant)], 'a number, or one per key')),
  },
  exchange: { exchange: v.string(), ...publication },
  list: { list: v.string() },
  stream: { stream: v.string() },
  channel: { channel: v.string() },
  calls: { calls: v.array(name) },
};

const route = v.lazy((input) => {
  const place = Object.keys(ROUTES).find(
    (one) => typeof input === 'object' && input !== null && one in input,
  );
  return place === undefined
    ? v.custom(() => false, 'a topic, an exchange, a list, a stream, a channel, or services in calls')
    : v.strictObject(ROUTES[place]!);
});

const effectRule = v.strictObject({
  effect: text,
  skipsAmountsOver: v.optional(whole),
  once: v.optional(v.boolean()),
  onlyAfter: v.optional(text),
});

const workerFields = {
  source: text,
  fetchMs: v.optional(instant),
  workMs: instant,
  slow: v.optional(v.record(v.string(), instant)),
  settleMs: v.optional(instant),
  settle: v.optional(v.picklist(['after', 'before', 'never'], 'after, before or never')),
  ...consumption,
  take: v.optional(
    v.picklist(['share', 'pop', 'move', 'group', 'listen'], 'share, pop, move, group or listen'),
  ),
  config: v.optional(settings),
  partitions: v.optional(v.array(text)),
  effects: v.optional(v.array(effectRule)),
  refuses: v.optional(v.strictObject({ orders: v.array(text), requeue: v.boolean() })),
};
const workerSpec = v.strictObject({ id: name, service: name, ...workerFields });

/** The arguments of each verb that a scenario may use. */
const VERBS: Record<string, v.ObjectEntries> = {
  send: { producer: text, send: v.strictObject(planned) },
  route: { producer: text, route },
  'start-worker': { spec: workerSpec },
  'restart-worker': { worker: name },
  'stop-worker': { worker: name },
  'crash-worker': { worker: name },
  'configure-worker': { worker: name, change: v.partial(v.strictObject(workerFields)) },
  'create-topic': {
    topic: text,
    partitions: v.pipe(whole, v.minValue(1, 'at least 1')),
    config: v.optional(settings),
  },
  'add-partitions': { topic: text, total: whole },
  'alter-topic': { topic: text, config: settings },
  'delete-topic': { topic: text },
  'delete-records': { topic: text, before: v.record(v.string(), whole) },
  seek: {
    consumer: text,
    partition: text,
    to: v.union([instant, v.picklist(['beginning', 'end'])], 'an offset, beginning or end'),
  },
  'alter-group': { group: text, config: settings },
  'reset-offsets': {
    group: text,
    topics: v.optional(v.array(text)),
    to: v.union(
      [
        v.picklist(['earliest', 'latest', 'current']),
        v.strictObject({ offset: whole }),
        v.strictObject({ shift: whole }),
        v.strictObject({ time: whole }),
      ],
      'earliest, latest, current, an offset, a shift or a time',
    ),
  },
  ...QUEUE_VERBS,
  call: { client: text, argv: v.pipe(v.array(v.string()), v.minLength(1, 'at least a command')) },
};

/** A deed, and what else stands beside it, such as its instant. */
export const deedWith = (more: v.ObjectEntries) =>
  v.lazy((input) => {
    const verb = typeof input === 'object' && input !== null ? String((input as { do?: unknown }).do) : '';
    const args = VERBS[verb];
    if (!args)
      return v.strictObject({
        do: v.picklist(Object.keys(VERBS), `one of the verbs ${Object.keys(VERBS).join(', ')}`),
      });
    return v.strictObject({ ...more, in: v.optional(name), do: v.literal(verb), ...args });
  });
