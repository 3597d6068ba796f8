// How Redis says no: one line of text whose first word is the kind of error. A rule refuses by throwing; what it has done before
// stands, as in Redis.

import type { Refusal } from '../command.ts';

/** Caught where a command is run, and answered as a `Refusal`. */
export class RedisError extends Error {}

/** @throws always, with this line. */
export function refuse(line: string): never {
  throw new RedisError(line);
}

/** What the client is told: the whole line, and its first word as the error's name. */
export const refusalOf = (line: string): Refusal => ({
  error: line.slice(0, line.indexOf(' ')),
  message: line,
});

export const SYNTAX = 'ERR syntax error';
export const NOT_AN_INTEGER = 'ERR value is not an integer or out of range';
export const NOT_POSITIVE = 'ERR value is out of range, must be positive';
export const WRONG_TYPE = 'WRONGTYPE Operation against a key holding the wrong kind of value';
export const NO_SUCH_KEY = 'ERR no such key';
export const OUT_OF_MEMORY = "OOM command not allowed when used memory > 'maxmemory'.";

export const wrongNumber = (command: string): string =>
  `ERR wrong number of arguments for '${command}' command`;

export const unknownCommand = ([name, ...args]: readonly string[]): string =>
  `ERR unknown command '${name}', with args beginning with: ${args.map((arg) => `'${arg}' `).join('')}`;

export const unknownSubcommand = (command: string, subcommand: string): string =>
  `ERR unknown subcommand '${subcommand}'. Try ${command.toUpperCase()} HELP.`;

export const wrongSubcommand = (command: string, subcommand: string): string =>
  `ERR unknown subcommand or wrong number of arguments for '${subcommand}'. Try ${command.toUpperCase()} HELP.`;

export const noGroup = (key: string, group: string): string =>
  `NOGROUP No such key '${key}' or consumer group '${group}'`;

export const noGroupOfKey = (key: string, group: string): string =>
  `NOGROUP No such consumer group '${group}' for key name '${key}'`;
