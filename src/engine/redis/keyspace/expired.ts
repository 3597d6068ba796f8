// A key whose time is up goes by itself, and whoever reads it in a group is told.

import type { Context } from '../../broker.ts';
import { serve } from '../blocking/serve.ts';
import type { Scope } from '../call.ts';
import type { RedisCommand } from '../command.ts';
import { redisOf } from '../state.ts';
import { removeKey } from './keys.ts';

/** The time of a key is up, unless it was given another or went before. */
export function expire(context: Context, { lane, key, at }: Extract<RedisCommand, { kind: 'expire' }>): void {
  if (redisOf(context.world, lane).values[key]?.expireAt !== at) return;
  const scope: Scope = { context, lane, ready: new Set() };
  removeKey(scope, key, 'expired');
  serve(scope);
}
