// npm run --silent simulate -- FILE: runs a scenario without a browser and prints JSON lines, one fact each with its instant,
// then the final world. A wrong or missing file gets one sentence on stderr and exit code 2.

import { existsSync, readFileSync } from 'node:fs';
import { logModel } from '../src/engine/log/model.ts';
import { createModels } from '../src/engine/broker.ts';
import { directModel } from '../src/engine/direct/model.ts';
import { queueModel } from '../src/engine/queue/model.ts';
import { redisModel } from '../src/engine/redis/model.ts';
import { positionAfter, type Run } from '../src/engine/run.ts';
import { runScenario } from '../src/scenario/compile.ts';
import { inEnglish } from '../src/scenario/english.ts';
import { checkScenario } from '../src/scenario/schema.ts';
import type { ScenarioData } from '../src/scenario/words.ts';
import { load } from './bundle.mjs';

export async function main(args: readonly string[]): Promise<number> {
  const [file, ...more] = args;
  if (!file || more.length) return refuse('Name one scenario file: npm run --silent simulate -- FILE');
  if (!existsSync(file)) return refuse(`${file}: there is no such file.`);
  if (!/\.(ts|json)$/.test(file))
    return refuse(`${file}: a scenario is a .ts file of this project or a .json file.`);
  let run: Run;
  try {
    const scenario = checkScenario(await read(file));
    run = runScenario(
      { scenario, seed: scenario.seed, interventions: [] },
      createModels(logModel, queueModel, redisModel, directModel),
    );
  } catch (error) {
    return refuse(`${file}: ${error instanceof Error ? error.message.split('\n')[0] : String(error)}`);
  }
  const lines: string[] = [];
  for (let step = 0; step < run.steps.count; step++) {
    const at = run.steps.at.at(step);
    for (let i = positionAfter(run, step); i < positionAfter(run, step + 1); i++)
      lines.push(JSON.stringify({ at, ...run.journal.at(i) }));
  }
  process.stdout.write(`${lines.join('\n')}\n${JSON.stringify(run.world)}\n`);
  return 0;
}

async function read(file: string): Promise<unknown> {
  if (file.endsWith('.json')) {
    try {
      return JSON.parse(readFileSync(file, 'utf8')) as unknown;
    } catch (error) {
      throw new Error(`it is no JSON: ${(error as Error).message.split('\n')[0]}.`, { cause: error });
    }
  }
  const module = await load(file);
  if (!module.default)
    throw new Error('it has no default export; a scenario file exports its scenario as default.');
  return inEnglish(module.default as ScenarioData);
}

function refuse(sentence: string): number {
  process.stderr.write(`${sentence}\n`);
  return 2;
}
