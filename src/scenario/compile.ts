// From a scenario to a run: sets the stage at instant 0, puts the rest of its steps on the agenda, and starts the senders. What
// a person does later comes in by the same door.

import type { ClientsCommand } from '../engine/clients/command.ts';
import type { Command } from '../engine/command.ts';
import type { Models } from '../engine/broker.ts';
import { advance, createRun, perform, type Run, step, wait } from '../engine/run.ts';
import type { Instant } from '../engine/vocabulary.ts';
import type { BrokerKind } from '../engine/world.ts';
import type { Deed, Scenario } from './scenario.ts';

/** What a person did, and where in the run: after so many of its steps, when the clock showed this instant. */
export interface Intervention {
  readonly steps: number;
  readonly at: Instant;
  readonly deeds: readonly Deed[];
}

/** A run is determined by these three and nothing else. */
export interface RunInputs {
  readonly scenario: Scenario;
  readonly seed: number;
  readonly interventions: readonly Intervention[];
}

const CLIENT_VERBS: ReadonlySet<string> = new Set<Extract<ClientsCommand, { lane: string }>['kind']>([
  'route',
  'start-worker',
  'restart-worker',
  'configure-worker',
  'stop-worker',
  'crash-worker',
]);

const QUEUE_VERBS: ReadonlySet<string> = new Set<Extract<Command, { of: 'queue' }>['kind']>([
  'declare-exchange',
  'delete-exchange',
  'declare-queue',
  'bind',
  'unbind',
  'delete-queue',
  'purge',
  'restart',
  'open',
  'qos',
  'publish',
  'consume',
  'cancel',
  'get',
  'ack',
  'nack',
  'reject',
  'recover',
  'close',
  'crash',
]);

const REDIS_VERBS: ReadonlySet<string> = new Set<Extract<Command, { of: 'redis' }>['kind']>([
  'call',
  'transact',
  'disconnect',
]);

/** Which part of the engine a verb speaks to. */
export function partOf(verb: string): 'send' | 'clients' | BrokerKind {
  if (verb === 'send') return 'send';
  if (CLIENT_VERBS.has(verb)) return 'clients';
  if (QUEUE_VERBS.has(verb)) return 'queue';
  return REDIS_VERBS.has(verb) ? 'redis' : 'log';
}

/** The commands that a deed comes to in the lanes of a scenario: one per lane that it concerns. */
export function commandsOf(deed: Deed, lanes: Scenario['lanes']): Command[] {
  const { do: kind, in: only, ...args } = deed;
  const part = partOf(kind);
  if (part === 'send') return [{ of: 'clients', kind, ...args } as Command];
  return lanes
    .filter((lane) => (only ? lane.id === only : part === 'clients' || lane.broker === part))
    .map((lane) => ({ of: part, kind, lane: lane.id, ...args }) as Command);
}

/** A run of the scenario with its stage set, at instant 0: everything else is on its agenda. */
export function openRun(scenario: Scenario, seed: number, models: Models): Run {
  const run = createRun({ seed, lanes: scenario.lanes }, models);
  for (const { at, ...deed } of scenario.steps)
    for (const command of commandsOf(deed as Deed, scenario.lanes))
      perform(run, at === 0 ? command : { of: 'agenda', kind: 'plan', at, command });
  for (const { id: producer, plan, latencyMs = 0 } of scenario.senders)
    perform(run, { of: 'clients', kind: 'start-sender', producer, plan, latencyMs });
  return run;
}

/** The world in which a lesson's challenge begins: the scenario as it went until then, and nothing planned but its sends. */
export function openChallenge(scenario: Scenario, from: Instant, seed: number, models: Models): Run {
  const run = openRun({ ...scenario, steps: scenario.steps.filter(({ at }) => at <= from) }, seed, models);
  advance(run, from);
  return run;
}

/** Does deeds now, between two steps, and gives the answers of their commands in order. */
export const performDeeds = (run: Run, deeds: readonly Deed[], lanes: Scenario['lanes']): unknown[] =>
  deeds.flatMap((deed) => commandsOf(deed, lanes)).map((command) => perform(run, command));

/** Opens a run and repeats everything that was done in it, up to the last intervention. */
export function replay({ scenario, seed, interventions }: RunInputs, models: Models): Run {
  const run = openRun(scenario, seed, models);
  for (const { steps, at, deeds } of interventions) {
    while (run.steps.count < steps && step(run));
    wait(run, at);
    performDeeds(run, deeds, scenario.lanes);
  }
  return run;
}

/** The whole run, to its end. */
export function runScenario(inputs: RunInputs, models: Models): Run {
  const run = replay(inputs, models);
  advance(run, inputs.scenario.until);
  return run;
}
