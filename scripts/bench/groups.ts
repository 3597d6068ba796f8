// Groups to measure: settled, with one more consumer that has yet to join, for each protocol and each way to deal partitions out.

import { createModels } from '../../src/engine/broker.ts';
import { logModel } from '../../src/engine/log/model.ts';
import { logOf } from '../../src/engine/log/reading.ts';
import type { Settings } from '../../src/engine/log/settings.ts';
import { advance, createRun, fork, perform, type Run } from '../../src/engine/run.ts';

const lane = 'log';
const group = 'g';

interface Way {
  readonly name: string;
  readonly config: Settings;
  /** Every other member wants one of the two topics alone. */
  readonly mixed: boolean;
}

const classic = (assignor: string, mixed: boolean): Way => ({
  name: `classic ${assignor}${mixed ? ' mixed' : ''}`,
  config: { 'partition.assignment.strategy': assignor },
  mixed,
});

const modern = (assignor: string, mixed: boolean): Way => ({
  name: `consumer ${assignor}${mixed ? ' mixed' : ''}`,
  config: { 'group.protocol': 'consumer', 'group.remote.assignor': assignor },
  mixed,
});

export const WAYS: readonly Way[] = [false, true].flatMap((mixed) => [
  ...['range', 'roundrobin', 'sticky', 'cooperative-sticky'].map((assignor) => classic(assignor, mixed)),
  ...['uniform', 'range'].map((assignor) => modern(assignor, mixed)),
]);

/** A group with all of these members but the last, settled on two topics with so many partitions together. */
export function groupBefore({ config, mixed }: Way, members: number, partitions: number): Run {
  const run = createRun({ seed: 0, lanes: [{ id: lane, broker: 'log' }] }, createModels(logModel));
  for (const topic of ['t', 'u'])
    perform(run, { of: 'log', kind: 'create-topic', lane, topic, partitions: partitions / 2 });
  for (let n = 0; n < members; n++) {
    const consumer = `c${n + 100}`;
    perform(run, { of: 'log', kind: 'open-consumer', lane, consumer, group, config });
    const topics = mixed && n % 2 === 1 ? ['t'] : ['t', 'u'];
    if (n < members - 1) perform(run, { of: 'log', kind: 'subscribe', lane, consumer, topics });
  }
  settle(run);
  return run;
}

/** The same group, to be changed by whoever asked for it. */
export const another = (run: Run): Run => fork(run, run.steps.begins.length);

/** The last consumer joins, and everybody polls until the group rests. */
export function joinLast(run: Run): void {
  const last = Object.keys(logOf(run.world, lane).consumers).at(-1)!;
  perform(run, { of: 'log', kind: 'subscribe', lane, consumer: last, topics: ['t', 'u'] });
  settle(run);
}

function settle(run: Run): void {
  do {
    for (const consumer of readers(run))
      perform(run, { of: 'log', kind: 'poll', lane, consumer, stays: true });
    advance(run, run.world.now + 1000);
  } while (!rests(run));
}

const readers = (run: Run): string[] =>
  Object.values(logOf(run.world, lane).consumers)
    .filter(({ subscription }) => subscription.length > 0)
    .map(({ id }) => id);

/** Every reader is a member, has what its coordinator says, and nothing more to do. */
function rests(run: Run): boolean {
  const { consumers, groups } = logOf(run.world, lane);
  const found = groups[group]!;
  const idle = readers(run).every((id) => {
    const { classic: part, membership } = consumers[id]!;
    return part
      ? part.state === 'Stable' && !part.rejoin && part.told === null
      : membership!.state === 'Stable';
  });
  return found.state === 'Stable' && idle && found.members.length === readers(run).length;
}
