// Replies as recordings write them: maps instead of lists of pairs, no readings of the clock, names for ids that the clock gave.

import type { Refusal } from '../../../src/engine/command.ts';
import type { Reply } from '../../../src/engine/redis/command.ts';
import type { Json } from '../json.ts';

/** Names of ids from the server's clock, by first appearance. */
export type Renaming = Map<string, string>;

/** The reply to a command. */
export const shaped = (argv: readonly string[], reply: Reply, renaming: Renaming): unknown =>
  renamed(withoutClock(argv, reply), renaming);

/** The same without a change of shape: what a transaction answered. */
export function renamed(value: unknown, renaming: Renaming): unknown {
  if (Array.isArray(value)) return value.map((one) => renamed(one, renaming));
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, renamed(one, renaming)]));
  if (typeof value !== 'string') return value;
  return value.replace(/\b\d{13}-\d+\b/g, (id) => {
    if (!renaming.has(id)) renaming.set(id, `<id${renaming.size + 1}>`);
    return renaming.get(id)!;
  });
}

function withoutClock(argv: readonly string[], reply: Reply): unknown {
  const [name, subcommand] = argv.map((word) => word.toUpperCase());
  if (name === 'PTTL') return (reply as number) > 0 ? '<ms>' : reply;
  if (!Array.isArray(reply)) return reply;
  const rows = reply as Reply[][];
  if (name === 'XREAD' || name === 'XREADGROUP') return Object.fromEntries(rows as [string, Reply][]);
  if (name === 'XPENDING' && argv.length > 3)
    return rows.map(([id, consumer, , count]) => [id, consumer, '<ms>', count]);
  if (name === 'XINFO' && subcommand === 'CONSUMERS') return rows.map(consumerWithoutClock);
  return reply;
}

const consumerWithoutClock = (row: readonly Reply[]): Reply[] =>
  row.map((one, at) => (row[at - 1] === 'idle' || row[at - 1] === 'inactive' ? '<ms>' : one));

/** Members with their scores, two by two, whichever protocol carried them. */
export function paired(argv: readonly string[], reply: unknown): unknown {
  if (argv[0]!.toUpperCase() !== 'ZPOPMIN' || argv.length < 3 || !Array.isArray(reply)) return reply;
  const flat: readonly unknown[] = reply.flat();
  return flat.flatMap((member, at) => (at % 2 === 0 ? [[member, flat[at + 1]]] : []));
}

/** A long list of replies as short as the recording has it: how many, the first and the last. */
export function summed(expected: unknown, got: unknown): unknown {
  if (!Array.isArray(got) || typeof expected !== 'object' || expected === null) return got;
  const list: readonly unknown[] = got;
  return 'count' in (expected as Json) ? { count: list.length, first: list[0], last: list.at(-1) } : got;
}

/** Recordings keep 200 characters of an error. */
export const errorText = ({ message }: Refusal): string => message.replace(/\s+/g, ' ').slice(0, 200);
