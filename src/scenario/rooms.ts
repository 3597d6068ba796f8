// Which rooms of the broker models a scenario's runs need, read off the steps and the settings that it names anywhere: in its setup, its
// workload, or an action of its learner.

export type RoomName = 'streams' | 'by-hand' | 'assignors' | 'cleaner' | 'consumer-protocol';

const BY_HAND: ReadonlySet<string> = new Set([
  'add-partitions',
  'alter-topic',
  'delete-topic',
  'subscribe-pattern',
  'pause',
  'resume',
  'positions',
  'offsets-for-times',
  'reset-offsets',
  'alter-offsets',
  'delete-offsets',
  'delete-group',
  'delete-records',
  'list-offsets',
]);

/** Per name of a field: the rooms that a value of it asks for. */
const NEEDS: Readonly<Record<string, (value: string) => readonly RoomName[]>> = {
  do: (value) => (BY_HAND.has(value) ? ['by-hand'] : []),
  type: (value) => (value === 'stream' ? ['streams'] : []),
  'cleanup.policy': (value) => (value.includes('compact') ? ['cleaner'] : []),
  'group.protocol': (value) => (value.toLowerCase() === 'consumer' ? ['consumer-protocol', 'assignors'] : []),
  'partition.assignment.strategy': (value) => (value === 'range' ? [] : ['assignors']),
};

/** @param data a scenario, or any part of one */
export function roomsOf(data: unknown): ReadonlySet<RoomName> {
  const rooms = new Set<RoomName>();
  if (typeof data !== 'object' || data === null) return rooms;
  for (const [name, value] of Object.entries(data)) {
    for (const room of NEEDS[name]?.(String(value)) ?? []) rooms.add(room);
    for (const room of roomsOf(value)) rooms.add(room);
  }
  return rooms;
}
