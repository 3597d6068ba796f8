// What is said beside a reading line while its partition is on its way from one member to another: nobody reads it, and for whom it
// waits; or its owner is about to give it up.

import type { SomeLogLane } from './log-plan.ts';
import { readersOf } from './member.ts';
import { grouped } from './number.ts';
import type { Reading } from './reading.ts';
import type { Label } from './reading-words.ts';
import type { Sheet } from './sheet.ts';
import type { SomePartition } from './tape.ts';
import { say } from '../words/say.ts';

/** What the broker refused a reader of this partition a moment ago. */
function refusalOf(sheet: Sheet, lane: SomeLogLane, group: string, partition: string): string | null {
  for (const { fact } of sheet.input.recent) {
    if (fact.of !== 'log' || fact.lane !== lane.id) continue;
    if (fact.kind !== 'out-of-range' && fact.kind !== 'commit-refused') continue;
    const consumer = lane.state.consumers[fact.consumer];
    if (consumer?.group !== group || !consumer.assignment.includes(partition)) continue;
    if (fact.kind === 'commit-refused') return say('read.commit-refused');
    if (fact.partition === partition) return say('read.out-of-range');
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
  const ahead = committed === null ? null : logEndOffset - committed;
  const lag = ahead === null ? null : say('lag', { n: grouped(ahead) });
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
    if (giving) return said(say('own.gives-up'), say('own.leaves'));
    if (lag === null) return null;
    const offset = grouped(committed!);
    return ahead === 0
      ? said(say('own.at-end'), say('own.read'))
      : said(say('own.committed', { offset }), say('own.up-to', { offset }));
  }
  const gone = group.members.find(({ alive, assignment }) => !alive && assignment.includes(partition));
  if (gone) return said(say('own.not-missed', { member: nameOf(gone.consumer) }), say('own.nobody'));
  if (group.type === 'consumer') {
    const next = group.members.find(({ target }) => target.includes(partition));
    return next
      ? said(say('own.next', { member: nameOf(next.consumer) }), say('own.nobody'))
      : said(say('own.nobody'));
  }
  if (group.state === 'PreparingRebalance') return said(say('own.stands-join'), say('own.stands'));
  if (group.state === 'CompletingRebalance') return said(say('own.stands-assigned'), say('own.stands'));
  const next = group.members.find(({ assignment }) => assignment.includes(partition));
  return next
    ? said(say('own.next', { member: nameOf(next.consumer) }), say('own.nobody'))
    : said(say('own.nobody'));
}
