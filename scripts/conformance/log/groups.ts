// The verbs of log-trace/1 about whole groups, but for letting them come to rest, which is in settle.ts.

import { assignorOf } from '../../../src/engine/log/group/consumer-protocol/target.ts';
import type { Group } from '../../../src/engine/log/group/state.ts';
import type { Immutable } from '../../../src/engine/vocabulary.ts';
import type { LogState } from '../../../src/engine/log/state.ts';
import type { Json } from '../json.ts';
import { ask, type Bench, clientOf, sorted, stateOf } from './bench.ts';
import { done, pick, type Verbs } from './verb.ts';

export const groupVerbs: Verbs = {
  'describe-group': describeGroup,
  'alter-group': (bench, step) =>
    done(ask(bench, { kind: 'alter-group', ...pick(step, 'group', 'config') } as never)),
};

/** Kafka: the assignor of a classic group is told only while it is Stable. */
function assignorToldOf(
  state: Immutable<LogState>,
  group: Immutable<Exclude<Group, { type: 'share' }>>,
): string | null {
  if (group.type === 'consumer') return assignorOf(state, group, null);
  return group.state === 'Stable' ? group.protocol : '';
}

/** What the coordinator says of a group. */
function describeGroup(bench: Bench, step: Json): Json {
  const state = stateOf(bench);
  const { groups, partitions } = state;
  const group = groups[step['group'] as string];
  if (!group || group.type === 'share') return { error: 'GroupIdNotFoundException', code: 69 };
  const members = group.members.map((one): [string, string[]] => [
    'clientId' in one ? one.clientId : clientOf(one.consumer),
    sorted(one.assignment),
  ]);
  const offsets = Object.entries(group.offsets).map(([id, { offset }]): [string, object] => {
    const end = partitions[id]!.logEndOffset;
    return [id, { committed: offset, end, lag: end - offset }];
  });
  const sizes = members.map(([, list]) => list.length).sort((a, b) => b - a);
  return {
    type: group.type === 'classic' ? 'Classic' : 'Consumer',
    state: group.state,
    assignor: assignorToldOf(state, group),
    ...(step['shape'] ? { shape: sizes } : { members: Object.fromEntries(members) }),
    offsets: Object.fromEntries(offsets),
  };
}
