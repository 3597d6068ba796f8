// Redis 8.0.2 as the engine sees it: what clients and the agenda ask of it. The rules are in the files named after the nouns.

import type { BrokerModel, Context } from '../broker.ts';
import type { Command } from '../command.ts';
import { applyToRedis } from './apply.ts';
import { timeOut } from './blocking/block.ts';
import { redisClients } from './clients.ts';
import { call, disconnect, transact } from './connection/connection.ts';
import { copyRedisState, createRedisState, detachRedisState } from './copies.ts';
import { expire } from './keyspace/expired.ts';
import type { RedisState } from './state.ts';

/** The broker model of Redis lanes. What it answers is said at each command. */
export const redisModel: BrokerModel = {
  kind: 'redis',
  clients: redisClients,
  create: createRedisState,
  decide,
  apply: applyToRedis,
  copy: (state) => copyRedisState(state as RedisState),
  detach: (state) => detachRedisState(state as RedisState),
};

function decide(context: Context, command: Command): unknown {
  if (command.of !== 'redis') throw new Error(`"${command.kind}" is nothing to ask of Redis.`);
  switch (command.kind) {
    case 'call':
      return call(context, command);
    case 'transact':
      return transact(context, command);
    case 'disconnect':
      return disconnect(context, command);
    case 'time-out':
      return timeOut(context, command);
    case 'expire':
      return expire(context, command);
  }
}
