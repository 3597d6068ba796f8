// The table of misconceptions in simulations/README.md: it has a row for each that lessons 1 to 10 are to make fail, and what a row
// names, a bet or a claim, is there in its scenario. That bets and claims hold is proved where scenarios are.

import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { Scenario } from '../../src/scenario/scenario.ts';

const files = import.meta.glob<{ default: Scenario }>('../../simulations/*.ts', { eager: true });
const scenarios = new Map(Object.values(files).map(({ default: scenario }) => [scenario.name, scenario]));

const rows = readFileSync('simulations/README.md', 'utf8')
  .split('\n')
  .filter((line) => /^\| M\d\d /.test(line))
  .map((line) => line.split('|').map((cell) => cell.trim()))
  .map(([, id, , scenario, proof]) => [id!, scenario!, proof!] as const);

const IDS = [...Array.from({ length: 13 }, (_, n) => n + 1), 17, 18, 19, 20, 24];

test('each has its row', () => {
  expect(rows.map(([id]) => id)).toEqual(IDS.map((number) => `M${String(number).padStart(2, '0')}`));
});

test.each(rows)('%s fails in %s by its %s', (_, name, proof) => {
  const scenario = scenarios.get(name);
  expect(scenario, 'there is such a scenario').toBeDefined();
  const bets = scenario!.lesson?.beats.flatMap(({ bet }) => (bet ? [`bet: ${bet.id}`] : [])) ?? [];
  const claims = scenario!.claims.map(({ says }) => `claim: ${says}`);
  expect([...bets, ...claims]).toContain(proof);
});
