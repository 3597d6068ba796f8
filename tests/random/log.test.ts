// Random conversations with Kafka.

import { test } from 'vitest';
import { logModel } from '../../src/engine/log/model.ts';
import { deedsOf, lane, opening, settings, wish } from './log-commands.ts';
import {
  bookmarksMoveByRules,
  committedReadersStop,
  lastValuesStay,
  offsetsKeepTheirRecords,
  oneOwnerPerGeneration,
  sequencesStandOnce,
  startsAndEndsNeverFall,
} from './log-witnesses.ts';
import { recordsHaveOneHolder } from './share-witnesses.ts';
import { hold, PATIENCE, RUNS } from './trial.ts';

test(`whatever is asked, ${RUNS} times`, { timeout: PATIENCE }, () => {
  const witnesses = () => [
    offsetsKeepTheirRecords(),
    lastValuesStay(),
    startsAndEndsNeverFall(),
    oneOwnerPerGeneration(),
    bookmarksMoveByRules(),
    sequencesStandOnce(),
    committedReadersStop(),
    recordsHaveOneHolder(),
  ];
  hold({ model: logModel, lane, settings, opening, wish, deedsOf, witnesses });
});
