// Partitions as `--topic` names them: a whole topic, or `topic:0,1`. Kafka: OffsetsUtils.parseTopicsWithPartitions.

import { Failure } from './failure.ts';
import { hashOfText, hashOrder } from './hash-order.ts';
import type { Job } from './job.ts';
import { parseInteger } from './options.ts';

export interface NamedPartition {
  readonly topic: string;
  readonly number: number;
}

/**
 * Those with numbers first, whether or not they exist, then those of whole topics. `unknown`: topics that there are not.
 * @throws `Failure` for an argument of another form.
 */
export function partitionsNamed(
  { state }: Job,
  args: readonly string[],
): { readonly partitions: readonly NamedPartition[]; readonly unknown: readonly string[] } {
  const numbered = args.filter((arg) => arg.includes(':')).flatMap(partitionsOf);
  const whole = hashOrder([...new Set(args.filter((arg) => !arg.includes(':')))], hashOfText);
  const all = whole.flatMap((topic) =>
    (state.topics[topic]?.partitions ?? []).map((_, number) => ({ topic, number })),
  );
  return { partitions: [...numbered, ...all], unknown: whole.filter((topic) => !state.topics[topic]) };
}

function partitionsOf(arg: string): NamedPartition[] {
  const parts = arg.split(':');
  while (parts.at(-1) === '') parts.pop();
  if (parts.length !== 2) throw illegal(`Invalid topic arg '${arg}', expected topic name and partitions`);
  const [topic, numbers] = parts as [string, string];
  return numbers.split(',').map((text) => {
    const number = parseInteger(text, 32);
    if (number === null) throw illegal(`Invalid partition '${text}' specified in topic arg '${arg}''`);
    return { topic, number };
  });
}

const illegal = (message: string): Failure => new Failure('IllegalArgumentException', message);
