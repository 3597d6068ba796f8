// What changes when channels open, are limited, and close.

import { type Appliers, nothing } from '../applier.ts';
import { removeConsumer } from '../consumer/apply.ts';
import type { ChannelFact } from '../fact.ts';
import { createSorted } from '../order/sorted.ts';

export const channelFacts: Appliers<ChannelFact> = {
  'channel-opened': (state, { client }) => {
    state.channels[client] = {
      client,
      open: true,
      connected: true,
      tags: 0,
      prefetch: 0,
      window: 0,
      pushedCount: 0,
      unacked: createSorted(),
    };
  },
  'prefetch-set': (state, { client, prefetch }) => {
    state.channels[client]!.prefetch = prefetch;
  },
  'window-set': (state, { client, window }) => {
    state.channels[client]!.window = window;
  },
  'channel-closed': (state, { client, scope }) => {
    const channel = state.channels[client]!;
    channel.open = false;
    if (scope === 'connection') channel.connected = false;
    for (const id in state.consumers) if (state.consumers[id]!.channel === client) removeConsumer(state, id);
  },
  refused: nothing,
};
