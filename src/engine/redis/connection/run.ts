// Running one command: finding its rule, what is checked before any rule sees it, and its answer.

import type { SendId } from '../../vocabulary.ts';
import { type Call, say, type Scope, serverOf } from '../call.ts';
import type { Answer } from '../command.ts';
import { COMMANDS, type CommandSpec, CONTAINERS } from '../commands.ts';
import {
  OUT_OF_MEMORY,
  RedisError,
  refusalOf,
  refuse,
  unknownCommand,
  unknownSubcommand,
  wrongNumber,
} from '../errors.ts';
import { usedBytes } from '../memory.ts';
import type { ClientId } from '../of.ts';

export interface Found extends CommandSpec {
  /** What follows the name, and the subcommand's. */
  readonly args: readonly string[];
}

/** Answers a command. A line with which Redis says no is a fact too. */
export function run(
  scope: Scope,
  client: ClientId,
  argv: readonly string[],
  turn: Call['turn'],
  send: SendId | null,
): Answer {
  try {
    const found = find(argv);
    if (turn !== 'in-transaction') admit(scope, client, argv, found);
    return found.rule({ ...scope, client, argv, args: found.args, send, turn });
  } catch (error) {
    if (!(error instanceof RedisError)) throw error;
    say(scope, { kind: 'call-refused', client, argv, message: error.message });
    return refusalOf(error.message);
  }
}

/** @throws RedisError if there is no such command, or not with so many arguments. */
export function find(argv: readonly string[]): Found {
  const given = argv[0]!.toLowerCase();
  const contained = CONTAINERS.has(given);
  if (contained && argv.length < 2) refuse(wrongNumber(given));
  const name = contained ? `${given}|${argv[1]!.toLowerCase()}` : given;
  const spec = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (!spec) refuse(contained ? unknownSubcommand(given, argv[1]!) : unknownCommand(argv));
  const { arity } = spec;
  if (arity > 0 ? argv.length !== arity : argv.length < -arity) refuse(wrongNumber(name));
  return { ...spec, args: argv.slice(contained ? 2 : 1) };
}

/** Redis: processCommand in server.c. @throws RedisError if this client may not ask for it, or not now. */
export function admit(
  scope: Scope,
  client: ClientId,
  argv: readonly string[],
  { grows, listens }: Found,
): void {
  const server = serverOf(scope);
  if (grows && server.settings.maxmemory > 0 && usedBytes(server) > server.settings.maxmemory)
    refuse(OUT_OF_MEMORY);
  if (!listens && server.subscriptions.some((one) => one.client === client))
    refuse(
      `ERR Can't execute '${argv[0]!.toLowerCase()}': only (P|S)SUBSCRIBE / (P|S)UNSUBSCRIBE / PING / QUIT / RESET are allowed in this context`,
    );
}
