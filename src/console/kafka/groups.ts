// Groups of every kind as tools tell of them.

import type { Group } from '../../engine/log/group/state.ts';
import type { Immutable } from '../../engine/vocabulary.ts';
import type { Job } from './job.ts';

export interface ListedGroup {
  readonly id: string;
  /** Classic, Consumer or Share. */
  readonly type: string;
  /** What its members speak; empty for a group that never had any. */
  readonly protocol: string;
  readonly state: string;
}

/** All groups by name; a broker lists them in an order of its own. */
export function listedGroups({ state }: Job): ListedGroup[] {
  return Object.values(state.groups)
    .map((group) => ({
      id: group.id,
      type: TYPES[group.type],
      protocol: protocolOf(group),
      state: group.state,
    }))
    .sort((a, b) => (a.id < b.id ? -1 : 1));
}

const TYPES = { classic: 'Classic', consumer: 'Consumer', share: 'Share' } as const;

/** A classic group that somebody commits to without being in it has no protocol. */
function protocolOf(group: Immutable<Group>): string {
  if (group.type === 'share') return 'share';
  return group.type === 'classic' && group.memberIds === 0 ? '' : 'consumer';
}
