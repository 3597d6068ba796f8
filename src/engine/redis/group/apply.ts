// What each fact about groups changes.

import type { Appliers } from '../applier.ts';
import type { RedisState } from '../state.ts';
import { streamAt } from '../stream/apply.ts';
import type { GroupFact } from './fact.ts';
import { pendingIndex } from './group.ts';
import type { Group, Pending } from './state.ts';

export const groupFacts: Appliers<GroupFact> = {
  'group-created'(_world, state, { key, group: name, lastDeliveredId, entriesRead }) {
    streamAt(state, key).groups[name] = { name, lastDeliveredId, entriesRead, consumers: {}, pending: [] };
  },
  'group-destroyed'(_world, state, { key, group }) {
    delete streamAt(state, key).groups[group];
  },
  'group-moved'(_world, state, fact) {
    const group = groupAt(state, fact);
    group.lastDeliveredId = fact.lastDeliveredId;
    group.entriesRead = fact.entriesRead;
  },
  'consumer-created'(world, state, fact) {
    const name = fact.consumer;
    groupAt(state, fact).consumers[name] = { name, seenAt: world.now, activeAt: null };
  },
  'consumer-seen'(world, state, fact) {
    groupAt(state, fact).consumers[fact.consumer]!.seenAt = world.now;
  },
  'consumer-deleted'(_world, state, fact) {
    const group = groupAt(state, fact);
    delete group.consumers[fact.consumer];
    group.pending = group.pending.filter(({ consumer }) => consumer !== fact.consumer);
  },
  'entries-delivered'(world, state, fact) {
    const { consumer, ids, noAck, entriesRead } = fact;
    const group = groupAt(state, fact);
    group.lastDeliveredId = ids.at(-1)!;
    group.entriesRead = entriesRead;
    if (noAck) return;
    group.consumers[consumer]!.activeAt = world.now;
    for (const id of ids) putPending(group, { id, consumer, deliveredAt: world.now, deliveries: 1 });
  },
  'entries-shown-again'(world, state, fact) {
    const group = groupAt(state, fact);
    for (const id of fact.ids) {
      const index = pendingIndex(group, id);
      const { consumer, deliveries } = group.pending[index]!;
      group.pending[index] = { id, consumer, deliveredAt: world.now, deliveries: deliveries + 1 };
    }
  },
  'entries-acknowledged'(_world, state, fact) {
    const group = groupAt(state, fact);
    for (const id of fact.ids) group.pending.splice(pendingIndex(group, id), 1);
  },
  'entry-claimed'(world, state, fact) {
    const group = groupAt(state, fact);
    group.consumers[fact.consumer]!.activeAt = world.now;
    putPending(group, fact.pending);
  },
  'pending-dropped'(_world, state, fact) {
    const group = groupAt(state, fact);
    group.pending.splice(pendingIndex(group, fact.id), 1);
  },
};

const groupAt = (state: RedisState, { key, group }: { key: string; group: string }): Group =>
  streamAt(state, key).groups[group]!;

/** In its place by id, instead of what was pending under that id before. */
function putPending(group: Group, pending: Pending): void {
  const index = pendingIndex(group, pending.id);
  group.pending.splice(index, group.pending[index]?.id === pending.id ? 1 : 0, pending);
}
