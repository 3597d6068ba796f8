// A conversation with RabbitMQ being written, with the model at hand: so that what is settled was mostly delivered before.

import { createBench } from '../../conformance/queue/bench.ts';
import { replayStep } from '../../conformance/queue/trace.ts';
import { brokerOf, type QueueConsumer } from '../../../src/engine/queue/state.ts';
import { itemsOfSorted } from '../../../src/engine/queue/order/sorted.ts';
import type { Immutable } from '../../../src/engine/vocabulary.ts';
import type { Script } from '../script.ts';

export interface Play extends Script {
  /** The next message's body; each is another. */
  body(): string;
  /** Delivery tags that a client holds. */
  held(client: string): readonly number[];
  /** `closed`: its channel is, its connection is not; `lost`: the broker closed that too, and it has not noticed. */
  stateOf(client: string): 'open' | 'closed' | 'lost' | 'away';
  /** Has a client whose channel or connection is closed start again, and says whether it was. */
  revive(client: string): boolean;
  consumers(): readonly Immutable<QueueConsumer>[];
}

export function createPlay(script: Script): Play {
  const bench = createBench();
  let messages = 0;
  const broker = () => brokerOf(bench.run.world, 'queue');
  const say: Play['say'] = (verb, fields = {}) => {
    script.say(verb, fields);
    replayStep(bench, { do: verb, ...fields });
  };
  const stateOf: Play['stateOf'] = (client) => {
    if (bench.lost.has(client)) return 'lost';
    const channel = broker().channels[client];
    if (!channel?.connected) return 'away';
    return channel.open ? 'open' : 'closed';
  };
  return {
    ...script,
    say,
    body: () => `m${++messages}`,
    held(client) {
      const channel = broker().channels[client];
      return channel?.open ? itemsOfSorted(channel.unacked).map(({ tag }) => tag) : [];
    },
    stateOf,
    revive(client) {
      const state = stateOf(client);
      if (state === 'closed') say('close', { client, how: 'connection' });
      if (state === 'lost') say('crash', { client });
      return state === 'closed' || state === 'lost';
    },
    consumers: () => Object.values(broker().consumers),
  };
}
