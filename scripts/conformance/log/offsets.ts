// The verbs about what groups have committed.

import { isRefusal, type Refusal } from '../../../src/engine/command.ts';
import type { ResetAnswer } from '../../../src/engine/log/group/command.ts';
import type { Json } from '../json.ts';
import { ask, type Bench, stateOf } from './bench.ts';
import { writtenText } from './payload.ts';
import { done, pick, type Step, type Verbs } from './verb.ts';

export const offsetVerbs: Verbs = {
  committed: (bench, step) => {
    const offsets = stateOf(bench).groups[step['group'] as string]?.offsets ?? {};
    const topic = stateOf(bench).topics[step['topic'] as string];
    const committed = Object.entries(offsets).filter(([id]) => topic?.partitions.includes(id));
    return Object.fromEntries(
      committed.map(([id, { offset, metadata }]): [string, unknown] => [
        id,
        metadata === '' ? offset : { offset, metadata: writtenText(metadata) },
      ]),
    );
  },
  'reset-offsets': resetOffsets,
  'alter-offsets': (bench, step) =>
    done(ask(bench, { kind: 'alter-offsets', ...pick(step, 'group', 'offsets') } as never)),
  'delete-offsets': (bench, step) =>
    done(ask(bench, { kind: 'delete-offsets', ...pick(step, 'group', 'topic') } as never)),
  'delete-group': (bench, step) =>
    done(ask(bench, { kind: 'delete-group', ...pick(step, 'group') } as never)),
};

/** Lines of the tool's log carry their level and logger; those that it prints do not. */
const printed = (warning: string): string =>
  warning.startsWith('Warn:') ? warning : `[<time>] WARN ${warning} (org.apache.kafka.tools.OffsetsUtils)`;

function resetOffsets(bench: Bench, step: Step): Json {
  const answer = ask(bench, {
    kind: 'reset-offsets',
    ...pick(step, 'group', 'to', 'dryRun'),
    ...('topic' in step && { topics: [step['topic']] }),
    ...('partition' in step && { partitions: [step['partition']] }),
  } as never) as Refusal | ResetAnswer;
  if (isRefusal(answer)) return { error: answer.message };
  const { offsets, warnings } = answer;
  if (Object.keys(offsets).length === 0) return { error: 'none' };
  return { ...offsets, ...(warnings.length && { text: warnings.map(printed).sort() }) };
}
