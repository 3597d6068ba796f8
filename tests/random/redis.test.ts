// Random conversations with Redis.

import { test } from 'vitest';
import { redisModel } from '../../src/engine/redis/model.ts';
import { deedsOf, lane, opening, wish } from './redis-commands.ts';
import { inAListOrPoppedOnce, pendingByRules } from './redis-witnesses.ts';
import { hold, PATIENCE, RUNS } from './trial.ts';

test(`whatever is asked, ${RUNS} times`, { timeout: PATIENCE }, () => {
  const witnesses = () => [inAListOrPoppedOnce(), pendingByRules()];
  hold({ model: redisModel, lane, opening, wish, deedsOf, witnesses });
});
