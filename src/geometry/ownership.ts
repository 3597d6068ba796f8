// What is said beside a reading line while its partition is on its way from one member to another: nobody reads it, and for whom it
// waits; or its owner is about to give it up.

import type { SomeLogLane } from './log-plan.ts';
import { readersOf } from './member.ts';
import { grouped } from './number.ts';
import type { Reading } from './reading.ts';
import type { Label } from './reading-words.ts';
import type { Sheet } from './sheet.ts';
import type { SomePartition } from './tape.ts';

/** What the broker refused a reader of this partition a moment ago. */
function refusalOf(sheet: Sheet, lane: SomeLogLane, group: string, partition: string): string | null {
  for (const { fact } of sheet.input.recent) {
    if (fact.of !== 'log' || fact.lane !== lane.id) continue;
    if (fact.kind !== 'out-of-range' && fact.kind !== 'commit-refused') continue;
    const consumer = lane.state.consumers[fact.consumer];
    if (consumer?.group !== group || !consumer.assignment.includes(partition)) continue;
    if (fact.kind === 'commit-refused') return 'commit refused';
    if (fact.partition === partition) return 'out of range';
  }
  return null;
}

/** Null where the group is settled here, or has only one member in the whole run. */
export function ownershipOf(
  sheet: Sheet,
  lane: SomeLogLane,
  id: string,
  { id: partition, logEndOffset }: SomePartition,
  { committed, owner }: Reading,
): Label | null {
  const group = lane.state.groups[id];
  const readers = readersOf(sheet, lane, id, 'world');
  const refusal = refusalOf(sheet, lane, id, partition);
  if (refusal !== null) return { wordings: [[{ text: refusal }]], ink: 'harm' };
  if (!group || readers.length < 2) return null;
  const lag = committed === null ? null : `lag ${grouped(logEndOffset - committed)}`;
  const said = (...texts: readonly string[]): Label => ({
    wordings: [...texts.map((text) => (lag ? `${text}, ${lag}` : text)), texts.at(-1)!].map((text) => [
      { text },
    ]),
    ink: 'second',
  });
  const nameOf = (client: string): string => readers.find((one) => one.client === client)?.name ?? client;
  if (owner !== null) {
    const giving =
      group.type === 'consumer' && group.members.some(({ revoking }) => revoking.includes(partition));
    if (giving) return said('gives it up', 'leaves');
    if (lag === null) return null;
    return lag === 'lag 0'
      ? said('at the end', 'read')
      : said(`committed up to ${grouped(committed!)}`, `up to ${grouped(committed!)}`);
  }
  const gone = group.members.find(({ alive, assignment }) => !alive && assignment.includes(partition));
  if (gone) return said(`${nameOf(gone.consumer)} is not missed yet`, 'nobody reads');
  if (group.type === 'consumer') {
    const next = group.members.find(({ target }) => target.includes(partition));
    return next ? said(`${nameOf(next.consumer)} is next`, 'nobody reads') : said('nobody reads');
  }
  if (group.state === 'PreparingRebalance') return said('stands, members join', 'stands');
  if (group.state === 'CompletingRebalance') return said('stands, being assigned', 'stands');
  const next = group.members.find(({ assignment }) => assignment.includes(partition));
  return next ? said(`${nameOf(next.consumer)} is next`, 'nobody reads') : said('nobody reads');
}
