// Redis, as the tool for random conversations knows it. Each conversation begins with an empty server, so there is one at a time.

import { replayRedisTrace } from '../../conformance/redis/trace.ts';
import type { Broker } from '../broker.ts';
import { findRecorder } from '../queue-trace/recorder.ts';
import { AREAS } from './areas.ts';
import { details } from './steps.ts';

export const redis: Broker = {
  name: 'redis',
  areas: AREAS,
  address: '127.0.0.1:6400',
  threads: 1,
  alone: true,
  find: (place) =>
    findRecorder(
      { name: 'redis', title: 'Redis', quietMs: [15, 60], places: () => [''], alone: () => false },
      place,
    ),
  head: (area) => ({ format: 'queue-trace/1', versions: ['8.0.2'], topic: [area] }),
  replay: replayRedisTrace,
  ties: { madeBy: () => undefined, endedBy: () => undefined, usedBy: () => [] },
  spare: () => true,
  details,
};
