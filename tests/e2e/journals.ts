// Bundled and run in browsers by engines.test.ts: the journals of all lessons as JSON, by the lessons' names.

import { createModels } from '../../src/engine/broker.ts';
import { directModel } from '../../src/engine/direct/model.ts';
import { logModel } from '../../src/engine/log/model.ts';
import { queueModel } from '../../src/engine/queue/model.ts';
import { redisModel } from '../../src/engine/redis/model.ts';
import { runScenario } from '../../src/scenario/compile.ts';
import { inEnglish } from '../../src/scenario/english.ts';
import type { ScenarioData } from '../../src/scenario/words.ts';

const files = import.meta.glob<{ default: ScenarioData }>('../../simulations/*.ts', { eager: true });

export default function journals(): Record<string, string> {
  const models = createModels(logModel, queueModel, redisModel, directModel);
  const entries = Object.values(files).map(({ default: data }): [string, string] => {
    const scenario = inEnglish(data);
    const run = runScenario({ scenario, seed: scenario.seed, interventions: [] }, models);
    return [scenario.name, JSON.stringify(run.journal)];
  });
  return Object.fromEntries(entries);
}
