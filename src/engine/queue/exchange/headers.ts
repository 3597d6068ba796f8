// What a headers exchange compares: the arguments of a binding with the headers of a message.

import type { Immutable } from '../../vocabulary.ts';
import type { Table } from '../state.ts';

type Match = 'all' | 'any' | 'all-with-x' | 'any-with-x';

const MATCHES: readonly unknown[] = ['all', 'any', 'all-with-x', 'any-with-x'] satisfies Match[];

/** Whether the argument `x-match` of a binding is one of the four that there are; absent means all. */
export const isMatch = (value: unknown): boolean => value === undefined || MATCHES.includes(value);

/**
 * Whether the headers fit the binding. Values compare with their types. Arguments that start with `x-` are compared only by
 * the -with-x kinds. With nothing to compare, all is true and any is false.
 * RabbitMQ: facts §1.4.
 */
export function matchesHeaders(args: Immutable<Table>, headers: Immutable<Table>): boolean {
  const match = (args['x-match'] ?? 'all') as Match;
  const compared = Object.keys(args).filter(
    (name) => name !== 'x-match' && (match.endsWith('-with-x') || !name.startsWith('x-')),
  );
  const fits = (name: string): boolean => name in headers && headers[name] === args[name];
  return match.startsWith('all') ? compared.every(fits) : compared.some(fits);
}
