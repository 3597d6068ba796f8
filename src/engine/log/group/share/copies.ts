// How what only share groups keep is copied for checkpoints and forks.

import { mapped } from '../../../clients/copies.ts';
import type { LogState } from '../../state.ts';
import type { ShareConsumer } from './client-state.ts';
import type { ShareGroup } from './state.ts';

/** Gives a copied state its own. */
export function copyShares(state: LogState): void {
  state.shareConsumers = mapped(state.shareConsumers, copyShareConsumer);
  for (const id in state.groups) {
    const group = state.groups[id]!;
    if (group.type === 'share') state.groups[id] = copyShareGroup(group);
  }
}

/** What members have is replaced whole, and so is every batch in flight. */
const copyShareGroup = (group: ShareGroup): ShareGroup => ({
  ...group,
  members: group.members.map((member) => ({ ...member })),
  partitions: mapped(group.partitions, (partition) => ({
    ...partition,
    inFlight: partition.inFlight.slice(),
  })),
});

/** All that it has in hand is replaced whole. */
const copyShareConsumer = (consumer: ShareConsumer): ShareConsumer => ({ ...consumer });
