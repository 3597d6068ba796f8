// Publishing to whoever listens now. Nothing is kept for those who are away (queues §17).

import { type Call, say, serverOf } from '../call.ts';
import type { Answer, Reply } from '../command.ts';
import { matches } from './glob.ts';
import type { Subscription } from './state.ts';

/**
 * PUBLISH channel message: how many deliveries there were. Who listens to the channel and to a pattern that matches gets
 * both, the channel's first.
 *
 * Simplified: patterns that match are served in the order of subscription; in Redis it is a hash order.
 */
export function publish(call: Call): Answer {
  const [channel, message] = call.args as [string, string];
  const { subscriptions } = serverOf(call);
  const to = [
    ...subscriptions.filter(({ by, name }) => by === 'channel' && name === channel),
    ...subscriptions.filter(({ by, name }) => by === 'pattern' && matches(name, channel)),
  ];
  say(call, { kind: 'message-broadcast', client: call.client, channel, message, to, send: call.send });
  return to.length;
}

/** SUBSCRIBE channel…, PSUBSCRIBE pattern…: a confirmation for each, with the number of subscriptions then. */
export const subscribe = (call: Call, by: Subscription['by']): Answer =>
  call.args.map((name): Reply => {
    const { client } = call;
    const has = serverOf(call).subscriptions.some(
      (one) => one.client === client && one.by === by && one.name === name,
    );
    if (!has) say(call, { kind: 'subscribed', client, subscription: { client, by, name } });
    return [by === 'channel' ? 'subscribe' : 'psubscribe', name, subscriptionsOf(call).length];
  });

/** UNSUBSCRIBE [channel…], PUNSUBSCRIBE [pattern…]: without arguments all of them. */
export function unsubscribe(call: Call, by: Subscription['by']): Answer {
  const { client } = call;
  const verb = by === 'channel' ? 'unsubscribe' : 'punsubscribe';
  const own = subscriptionsOf(call).filter((one) => one.by === by);
  const names = call.args.length > 0 ? call.args : own.map(({ name }) => name);
  if (names.length === 0) return [[verb, null, subscriptionsOf(call).length]];
  return names.map((name): Reply => {
    const has = own.some((one) => one.name === name);
    if (has) say(call, { kind: 'unsubscribed', client, subscription: { client, by, name } });
    return [verb, name, subscriptionsOf(call).length];
  });
}

const subscriptionsOf = (call: Call) =>
  serverOf(call).subscriptions.filter(({ client }) => client === call.client);
