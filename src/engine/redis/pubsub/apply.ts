// What each fact about publishing and subscribing changes.

import type { Appliers } from '../applier.ts';
import type { PubsubFact } from './fact.ts';

export const pubsubFacts: Appliers<PubsubFact> = {
  subscribed(_world, state, { subscription }) {
    state.subscriptions.push(subscription);
  },
  unsubscribed(_world, state, { subscription: { client, by, name } }) {
    state.subscriptions = state.subscriptions.filter(
      (one) => one.client !== client || one.by !== by || one.name !== name,
    );
  },
  'message-broadcast'() {},
};
