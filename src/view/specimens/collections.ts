// The specimens of all brokers, in the order of the page.

import { logs } from './log.ts';
import { queues } from './queue.ts';
import { redis } from './redis.ts';
import type { Collection } from './specimen.ts';

export const collections: readonly Collection[] = [queues, redis, logs];
