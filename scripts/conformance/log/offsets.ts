// The verbs about what groups have committed.

import { isRefusal, type Refusal } from '../../../src/engine/command.ts';
import { parseDuration } from '../../../src/engine/log/consumer/duration.ts';
import type { CommitOffset, ResetTarget } from '../../../src/engine/log/group/command.ts';
import type { Json } from '../json.ts';
import { ask, type Bench, clockOf, stateOf } from './bench.ts';
import { pick, type Step, type Verbs } from './verb.ts';

export const offsetVerbs: Verbs = {
  committed: (bench, step) => {
    const offsets = stateOf(bench).groups[step['group'] as string]?.offsets ?? {};
    const topic = stateOf(bench).topics[step['topic'] as string];
    const committed = Object.entries(offsets).filter(([id]) => topic?.partitions.includes(id));
    return Object.fromEntries(
      committed.map(([id, { offset, metadata }]): [string, CommitOffset] => [
        id,
        metadata === '' ? offset : { offset, metadata },
      ]),
    );
  },
  'reset-offsets': resetOffsets,
};

function resetOffsets(bench: Bench, step: Step): Json {
  const { to } = step as { to?: ResetTarget | { duration: string } };
  const target =
    typeof to === 'object' && 'duration' in to ? { time: clockOf(bench) - parseDuration(to.duration)! } : to;
  const from = bench.run.journal.length;
  const asked = { kind: 'reset-offsets', ...pick(step, 'group', 'topic'), to: target };
  const answer = ask(bench, asked as never) as Refusal | Json;
  if (isRefusal(answer)) return { error: answer.message };
  const text = bench.run.journal.slice(from).flatMap((fact) => {
    if (fact.of !== 'log' || fact.kind !== 'offset-reset' || fact.warning === null) return [];
    const logged = `[<time>] WARN ${fact.warning} (org.apache.kafka.tools.OffsetsUtils)`;
    return [fact.warning.startsWith('Warn:') ? fact.warning : logged];
  });
  return { ...answer, ...(text.length && { text: text.sort() }) };
}
