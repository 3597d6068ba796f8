// Random conversations with RabbitMQ.

import { test } from 'vitest';
import { queueModel } from '../../src/engine/queue/model.ts';
import { deedsOf, lane, opening, wish } from './queue-commands.ts';
import { inOnePlace, inOrder, nothingAfterItsAck, prefetchHolds, streamsInOrder } from './queue-witnesses.ts';
import { hold, PATIENCE, RUNS } from './trial.ts';

test(`whatever is asked, ${RUNS} times`, { timeout: PATIENCE }, () => {
  const witnesses = () => [inOnePlace(), nothingAfterItsAck(), inOrder(), prefetchHolds(), streamsInOrder()];
  hold({ model: queueModel, lane, opening, wish, deedsOf, witnesses });
});
