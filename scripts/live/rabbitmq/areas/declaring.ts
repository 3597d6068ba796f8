// Queues as they come and go: exclusive, auto-delete, transient; declared anew in other words, purged, deleted under conditions.

import { improvise } from '../acts.ts';
import type { Play } from '../play.ts';

const QUEUES = ['q1', 'q2', 'q3'];
const CLIENTS = ['c1', 'c2'];

export function writeDeclaring(play: Play): void {
  play.times(2, 4, () => declare(play));
  const cast = {
    ...{ clients: CLIENTS, queues: QUEUES, prefetch: [0, 1, 2] },
    message: () => ({ key: play.pick(QUEUES), ...(play.often(30) && { mandatory: true }) }),
    subscription: () => (play.often(20) ? { exclusive: true } : {}),
    acts: {
      ...{
        publish: 6,
        consume: 6,
        get: 4,
        ack: 2,
        requeue: 1,
        cancel: 4,
        crash: 2,
        close: 2,
        purge: 2,
        inspect: 4,
      },
    },
  };
  play.times(10, 18, () =>
    play.weighted(
      [4, () => declare(play)],
      [12, () => improvise(play, cast, 1, 1)],
      [3, () => remove(play)],
    )(),
  );
  for (const queue of QUEUES) play.say('inspect', { queue });
}

function declare(play: Play): void {
  const client = play.often(40) ? { client: play.pick(CLIENTS) } : {};
  if ('client' in client && play.revive(client.client)) return;
  const args = {
    ...some(play, ARGUMENTS[play.pick(['x-max-length', 'x-expires', 'x-overflow', 'x-message-ttl'])]!, 30),
  };
  for (const name of Object.keys(ARGUMENTS))
    if (play.often(4)) Object.assign(args, some(play, ARGUMENTS[name]!, 100));
  play.say('declare', {
    queue: play.pick(QUEUES),
    ...(play.often(80) && {
      type: play.weighted([6, 'classic'], [3, 'quorum'], [1, 'stream'], [1, 'nonsense']),
    }),
    ...(play.often(15) && { durable: false }),
    ...(play.often(15) && { autoDelete: true }),
    ...('client' in client && play.often(40) && { exclusive: true }),
    ...(Object.keys(args).length > 0 && { args }),
    ...client,
  });
}

const some = (play: Play, values: readonly object[], percent: number): object =>
  play.often(percent) ? play.pick(values) : {};

const values = (name: string, ...all: readonly unknown[]): object[] =>
  all.map((value) => ({ [name]: value }));

/** Per argument, values at the edges of what is allowed. */
const ARGUMENTS: Readonly<Record<string, readonly object[]>> = {
  'x-max-length': values('x-max-length', 3, 0, -1, 'three', 1.5),
  'x-max-length-bytes': values('x-max-length-bytes', 100, 0, -1, 'x'),
  'x-overflow': values('x-overflow', 'drop-head', 'reject-publish', 'reject-publish-dlx', 'burst', 1),
  'x-message-ttl': values('x-message-ttl', 600000, -1, 'x', 315360000001),
  'x-expires': values('x-expires', 600000, 0, -1, '1000'),
  'x-max-priority': values('x-max-priority', 5, 0, 255, 256, -1),
  'x-single-active-consumer': values('x-single-active-consumer', true, false, 'yes', 1),
  'x-delivery-limit': values('x-delivery-limit', 3, -1, 'x'),
  'x-dead-letter-exchange': values('x-dead-letter-exchange', '', 'x', 7),
  'x-dead-letter-routing-key': values('x-dead-letter-routing-key', 'q1', 7),
  'x-queue-mode': values('x-queue-mode', 'lazy', 'default', 'fast'),
  'x-queue-version': values('x-queue-version', 2, 3),
  'x-unheard-of': values('x-unheard-of', 1),
};

function remove(play: Play): void {
  const queue = play.pick(QUEUES);
  play.say('delete', {
    queue,
    ...(play.often(30) && { ifUnused: true }),
    ...(play.often(30) && { ifEmpty: true }),
  });
}
