// What each fact about groups and their committed offsets changes.

import { type Appliers, later } from '../applier.ts';
import { emptyClassicGroup } from './classic/apply.ts';
import { emptyConsumerGroup } from './consumer-protocol/beginning.ts';
import type { GroupFact } from './fact.ts';
import type { Group } from './state.ts';

export const groupFacts: Appliers<GroupFact> = {
  committed(world, state, fact) {
    const group = state.groups[fact.group]!;
    const bookmark = group.offsets[fact.partition];
    if (bookmark) {
      bookmark.offset = fact.offset;
      bookmark.committedAt = world.now;
      bookmark.metadata = fact.metadata;
    } else {
      const { offset, metadata } = fact;
      group.offsets[fact.partition] = { offset, committedAt: world.now, metadata };
    }
    for (const member of group.members) if (member.consumer === fact.consumer) member.lastHeardAt = world.now;
  },
  'commit-refused'() {},
  'offset-reset'(world, state, fact) {
    state.groups[fact.group]!.offsets[fact.partition] = {
      offset: fact.offset,
      committedAt: world.now,
      metadata: '',
    };
  },
  'reset-refused'() {},
  'group-created'(_world, state, fact) {
    const { group: id, type } = fact;
    state.groups[id] = emptyGroup(id, type);
  },
  'group-converted'(_world, state, fact) {
    const { group: id, type } = fact;
    state.groups[id] = { ...emptyGroup(id, type), offsets: state.groups[id]!.offsets };
  },
  'group-configured'(_world, state, fact) {
    const kept = Object.entries({ ...state.groupConfigs[fact.group], ...fact.config }).filter(
      ([name]) => !fact.removed.includes(name),
    );
    if (kept.length > 0) state.groupConfigs[fact.group] = Object.fromEntries(kept);
    else delete state.groupConfigs[fact.group];
  },
  'offsets-deleted'(_world, state, fact) {
    for (const partition of fact.partitions) delete state.groups[fact.group]!.offsets[partition];
  },
  'offsets-check-planned'(world, state, fact) {
    const { lane, group, checkAt } = fact;
    state.groups[group]!.offsetsCheckAt = checkAt;
    if (checkAt !== null) later(world, checkAt, { of: 'log', kind: 'check-offsets', lane, group });
  },
  'group-deleted'(_world, state, fact) {
    delete state.groups[fact.group];
  },
};

const emptyGroup = (id: string, type: Group['type']): Group =>
  type === 'classic' ? emptyClassicGroup(id) : emptyConsumerGroup(id);
