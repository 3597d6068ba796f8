// What clients do with the queues of a conversation, one thing after another, each as often as its weight says.

import type { Play } from './play.ts';

export interface Cast {
  readonly clients: readonly string[];
  /** Queues that are read. */
  readonly queues: readonly string[];
  /** What a step that publishes says beside the bodies. */
  readonly message: () => Readonly<Record<string, unknown>>;
  /** Limits that consumers are started with. */
  readonly prefetch: readonly number[];
  /** What else a consumer is started with. */
  readonly subscription?: () => object;
  /** How often each act comes, beside the others; 0 if it is not named. */
  readonly acts: Partial<Record<Act, number>>;
}

export type Act = keyof typeof ACTS;

/** So many acts. Somebody whose channel was closed comes back before long. */
export function improvise(play: Play, cast: Cast, least: number, most: number): void {
  const weights = Object.entries(cast.acts) as [Act, number][];
  play.times(least, most, () => {
    const client = play.pick(cast.clients);
    if (play.often(20) || !play.revive(client))
      ACTS[play.weighted(...weights.map(([act, weight]): [number, Act] => [weight, act]))](
        play,
        cast,
        client,
      );
  });
}

/** What lies in the queues in the end, and in which order. */
export function conclude(play: Play, queues: readonly string[], gets = 3): void {
  for (const queue of queues) {
    play.say('inspect', { queue });
    for (let n = 0; n < gets; n++) play.say('get', { client: 'end', queue });
    play.revive('end');
  }
}

type Doing = (play: Play, cast: Cast, client: string) => void;

const ACTS = {
  publish(play, { message }) {
    const fields = message();
    // a library refuses to publish on what is closed in words of its own
    if (play.revive((fields['client'] as string | undefined) ?? 'pub')) return;
    if (play.often(50)) play.say('publish', { ...fields, body: play.body() });
    else play.say('publish', { ...fields, bodies: bodies(play) });
  },
  burst(play, { queues }) {
    if (!play.revive('pub')) play.say('burst', { key: play.pick(queues), bodies: bodies(play) });
  },
  /** By the client's own name, or beside that as a second one. */
  consume(play, cast, client) {
    const { queues, prefetch, subscription = () => ({}) } = cast;
    const consumer = play.often(80) ? client : `${client}.b`;
    if (play.consumers().some(({ id }) => id === consumer)) return ACTS.publish(play, cast);
    const isNew = play.stateOf(client) === 'away';
    if (!isNew && play.often(20)) play.say('qos', { client, prefetch: play.pick(prefetch) });
    play.say('consume', {
      ...{ client, queue: play.pick(queues) },
      ...(consumer !== client && { consumer }),
      ...(isNew && { prefetch: play.pick(prefetch) }),
      ...subscription(),
    });
  },
  get: (play, { queues }, client) =>
    play.say('get', { client, queue: play.pick(queues), ...(play.often(15) && { noAck: true }) }),
  ack: (play, cast) => settle(play, cast, 'ack', {}),
  requeue: (play, cast) => settle(play, cast, play.pick(['nack', 'nack', 'reject']), { requeue: true }),
  reject: (play, cast) => settle(play, cast, play.pick(['nack', 'reject', 'reject']), { requeue: false }),
  recover(play, _, client) {
    if (play.stateOf(client) === 'open') play.say('recover', { client });
  },
  /** A tag that nobody has. */
  settleAmiss(play, _, client) {
    if (play.stateOf(client) !== 'away') play.say('ack', { client, tag: play.pick([99, 0, 1]) });
  },
  cancel(play, _, client) {
    if (play.consumers().some(({ id }) => id === client)) play.say('cancel', { client });
  },
  crash(play, _, client) {
    if (play.stateOf(client) !== 'away') play.say('crash', { client });
  },
  close(play, _, client) {
    if (play.stateOf(client) === 'open')
      play.say('close', { client, how: play.pick(['channel', 'connection']) });
  },
  purge: (play, { queues }) => play.say('purge', { queue: play.pick(queues) }),
  delete: (play, { queues }) => play.say('delete', { queue: play.pick(queues) }),
  inspect: (play, { queues }) => play.say('inspect', { queue: play.pick(queues) }),
} satisfies Record<string, Doing>;

export const bodies = (play: Play): string[] => Array.from({ length: play.between(2, 5) }, () => play.body());

/** What somebody holds; if nobody does, somebody first takes something. */
function settle(play: Play, cast: Cast, verb: string, fields: object): void {
  const { clients } = cast;
  const holders = clients.filter((client) => play.held(client).length > 0);
  if (holders.length === 0) return ACTS.get(play, cast, play.pick(clients));
  const client = play.pick(holders);
  const multiple = verb !== 'reject' && play.often(25);
  play.say(verb, { client, tag: play.pick(play.held(client)), ...fields, ...(multiple && { multiple }) });
}
