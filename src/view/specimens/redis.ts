// The marks of Redis lanes.

import type { Route } from '../../engine/clients/state.ts';
import type { Step } from '../../scenario/scenario.ts';
import { type Collection, orders, shop } from './specimen.ts';

const to = (route: Route): Step => ({ at: 0, do: 'route', producer: 'orders', route });
const worker = (id: string, take: 'pop' | 'move' | 'group', workMs = 900): Step => ({
  ...{ at: 0, do: 'start-worker' },
  spec: { id, service: 'payments', source: 'orders', workMs, take },
});
// scenarios have no verb for what a Redis client says; the engine has
const call = (at: number, ...argv: string[]): Step =>
  ({ at, do: 'call', client: 'shop', argv }) as unknown as Step;

const popped = shop('redis', orders(5, 100), [to({ list: 'orders' }), worker('payments', 'pop', 2000)]);
const moved = shop('redis', orders(5, 100), [to({ list: 'orders' }), worker('payments', 'move', 2000)]);
const waiting = shop(
  'redis',
  [],
  [to({ list: 'orders' }), worker('payments-1', 'pop'), worker('payments-2', 'pop')],
);
const stream = shop('redis', orders(4, 100), [
  ...[to({ stream: 'orders' }), worker('payments-1', 'group', 2000), worker('payments-2', 'group', 3000)],
]);
const broadcast = shop('redis', [], [call(100, 'PUBLISH', 'news', 'a'), call(200, 'PUBLISH', 'news', 'b')]);

/** All but the head of the lane. */
const BODY = /^redis\/(?!head)/;

export const redis: Collection = {
  title: 'Redis',
  about: 'lists, streams, pub/sub',
  specimens: [
    {
      ...{ name: 'A list as a queue', scenario: popped, at: 1000 },
      says: 'Pushed at the left, popped at the right: what a worker popped is in its hands, and nowhere else.',
      shows: BODY,
    },
    {
      ...{ name: 'The worker’s own list', scenario: moved, at: 1000 },
      says: 'Dashed: moved to a list of its worker, from where it can be brought back after a crash.',
      shows: BODY,
    },
    {
      ...{ name: 'Blocked clients', scenario: waiting, at: 1000 },
      says: 'They wait at an empty list, and are served in the order in which they came.',
      shows: BODY,
    },
    {
      ...{ name: 'Pending entries', scenario: stream, at: 1000 },
      says: 'A tape: entries stay, and dashed ones were handed to a group and not acknowledged.',
      shows: BODY,
    },
    {
      ...{ name: 'Published to nobody', scenario: broadcast, at: 1000 },
      says: 'A channel keeps nothing: what is published while nobody listens is lost, and counted in red.',
      shows: BODY,
    },
  ],
};
