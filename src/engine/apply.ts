// The only place where a world changes. Each fact goes to the part that it is of; none of them decides anything.

import { put, take } from './agenda.ts';
import type { Models } from './broker.ts';
import { applyToClients } from './clients/apply.ts';
import type { Fact } from './fact.ts';
import type { World } from './world.ts';

/** Makes a fact true in this world, in place. */
export function apply(world: World, fact: Fact, models: Models): void {
  switch (fact.of) {
    case 'agenda':
      return applyToAgenda(world, fact);
    case 'clients':
      return applyToClients(world, fact);
    default:
      return models[fact.of].apply(world, fact);
  }
}

function applyToAgenda(world: World, fact: Extract<Fact, { of: 'agenda' }>): void {
  switch (fact.kind) {
    case 'due':
      applyDue(world);
      break;
    case 'waited':
      world.now = fact.until;
      break;
    case 'planned':
      put(world.agenda, fact.at, 0, fact.command);
      break;
  }
}

/** The fact `due`, which begins every step: said apart, so that the hottest of all facts need not be looked up. */
export function applyDue(world: World): void {
  world.now = take(world.agenda)!.at;
}
