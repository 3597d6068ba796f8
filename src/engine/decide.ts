// Where a command finds the rules that answer it, and a fact those who act on it. The rules themselves live with their nouns.

import type { Context, Models } from './broker.ts';
import { decideForClients, reactOfClients } from './clients/decide.ts';
import type { Command } from './command.ts';
import type { Fact } from './fact.ts';

/** Answers a command at this instant: the answer of the part it is of, or a `Refusal`. */
export function decide(context: Context, models: Models, command: Command): unknown {
  switch (command.of) {
    case 'agenda':
      return context.emit({ of: 'agenda', kind: 'planned', at: command.at, command: command.command });
    case 'clients':
      return decideForClients(context, command);
    default:
      return models[command.of].decide(context, command);
  }
}

/** Lets workers act on what just became true, e.g. begin with a message that was delivered to them. */
export const react = (context: Context, fact: Fact): void => reactOfClients(context, fact);
