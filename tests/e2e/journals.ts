// Bundled and run in browsers by engines.test.ts: the journals of both lessons as JSON.

import { createModels } from '../../src/engine/broker.ts';
import { logModel } from '../../src/engine/log/model.ts';
import { queueModel } from '../../src/engine/queue/model.ts';
import { runScenario } from '../../src/scenario/compile.ts';
import lessonOneData from '../../simulations/01-one-message-two-worlds.ts';
import lessonFourData from '../../simulations/04-replay-the-payments.ts';
import { inEnglish } from '../../src/scenario/english.ts';

const lessonOne = inEnglish(lessonOneData);
const lessonFour = inEnglish(lessonFourData);

export default (): string[] =>
  [lessonOne, lessonFour].map((scenario) =>
    JSON.stringify(
      runScenario({ scenario, seed: scenario.seed, interventions: [] }, createModels(logModel, queueModel))
        .journal,
    ),
  );
