// Where a command finds the rules that answer it, and a fact those who act on it. The rules themselves live with their nouns.

import type { Context } from './broker.ts';
import { decideForClients } from './clients/decide.ts';
import type { Command } from './command.ts';
import type { Fact } from './fact.ts';

/** Answers a command at this instant: the answer of the part it is of, or a `Refusal`. */
export function decide(context: Context, command: Command): unknown {
  switch (command.of) {
    case 'agenda':
      return context.emit({ of: 'agenda', kind: 'planned', at: command.at, command: command.command });
    case 'clients':
      return decideForClients(context, command);
    default:
      return context.models[command.of].decide(context, command);
  }
}

/** Lets workers act on what just became true of their broker, e.g. begin with a message that was delivered to them. */
export function react(context: Context, fact: Fact): void {
  if (fact.of !== 'agenda' && fact.of !== 'clients') context.models[fact.of].clients.react(context, fact);
}
