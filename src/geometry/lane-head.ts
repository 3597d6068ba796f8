// The head of a lane: its name, what it is, and the tally at the right, on one baseline over one rule.

import type { ReadonlyWorld } from '../engine/world.ts';
import type { LaneSpec } from '../scenario/scenario.ts';
import type { Part, Rect } from './mark.ts';
import { grouped } from './number.ts';
import { recordsIn } from './records.ts';
import { isLoud, partsWidth, putLine, putText, type Sheet } from './sheet.ts';
import { fitting, textWidth } from './text-width.ts';
import { say } from '../words/say.ts';

/** Heights of a whole lane: what it would like, and what it can do with before anything shrinks. */
export interface Need {
  readonly most: number;
  readonly least: number;
}

export const headHeight = (sheet: Sheet): number => Math.round(sheet.sizes.type(20) * 1.9);

/** Gives what is left of the lane for its body, and the tally in words. */
export function putHead(sheet: Sheet, spec: LaneSpec, rect: Rect): { body: Rect; tally: string } {
  const { id: lane, title, about } = spec;
  const { type, unit } = sheet.sizes;
  const height = headHeight(sheet);
  const baseline = rect.y + type(20);
  const loud = isLoud(sheet, lane, title);
  const key = `${lane}/head`;
  const small = type(13);
  const titleWidth = textWidth(title, type(20)) + unit(12);
  const tallies = talliesOf(sheet.input.world, lane);
  const room = rect.w - titleWidth;
  const tally = tallies.find((one) => partsWidth(one, small) <= room) ?? [];
  putText(sheet, {
    ...{ key: `${key}/title`, lane, x: rect.x, baseline, parts: [{ text: title, strong: true }] },
    ...{ size: 20, ink: 'ink', serif: true },
  });
  const left = room - partsWidth(tally, small) - unit(20);
  const what = fitting([about, about.split(',')[0]!], small, left);
  if (what !== null && sheet.input.layout !== 'phone')
    putText(sheet, { key: `${key}/about`, lane, x: rect.x + titleWidth, baseline, parts: what, size: 13 });
  if (tally.length)
    putText(sheet, {
      ...{ key: `${key}/tally`, lane, x: rect.x + rect.w, baseline, parts: tally, size: 13, anchor: 'end' },
    });
  const y = rect.y + height - 0.5;
  putLine(
    sheet,
    `${key}/rule`,
    lane,
    'rule',
    loud ? 1.5 : 1,
    [
      [rect.x, y],
      [rect.x + rect.w, y],
    ],
    { loud },
  );
  return {
    body: { x: rect.x, y: rect.y + height, w: rect.w, h: rect.h - height },
    tally: tally.map(({ text }) => text).join(''),
  };
}

const counted = (count: number, after: string): Part[] => [
  { text: grouped(count), strong: true },
  { text: ` ${after}` },
];

/** What became of all that came, the longest wording first. */
export function talliesOf(world: ReadonlyWorld, id: string): Part[][] {
  const lane = world.lanes[id]!;
  if (lane.broker === 'queue') {
    let [waiting, flight, gone] = [0, 0, 0];
    for (const queue of Object.values(lane.state.queues)) {
      waiting += queue.readyCount;
      flight += queue.unackedCount;
      gone += queue.acked + queue.deadLettered + queue.dropped + queue.purged;
    }
    const full = [
      ...counted(waiting, say('tally.waiting')),
      ...counted(flight, say('tally.flight')),
      ...counted(gone, say('tally.gone')),
    ];
    return [full, [...counted(waiting, say('tally.waiting')), ...counted(gone, say('tally.gone'))]];
  }
  if (lane.broker === 'redis') {
    let [waiting, kept] = [0, 0];
    for (const value of Object.values(lane.state.values))
      if (value.type === 'list') waiting += value.elements.length;
      else if (value.type === 'stream') kept += value.length;
    return [[...counted(waiting, say('tally.waiting')), ...counted(kept, say('tally.kept-last'))]];
  }
  if (lane.broker === 'direct') {
    const { answered, failed, open } = lane.state;
    const waiting = Object.keys(open).length;
    const short = [...counted(answered, say('tally.answered')), ...counted(failed, say('tally.failed'))];
    return [[...counted(waiting, say('tally.open')), ...short], short];
  }
  let [kept, gone, ends] = [0, 0, 0];
  for (const partition of Object.values(lane.state.partitions)) {
    const { logStartOffset: start, logEndOffset: end, cleanedTo } = partition;
    const dense = Math.max(start, cleanedTo);
    kept += [...recordsIn(partition, start, dense)].length + end - dense;
    gone += start;
    ends += end;
  }
  const compacted = ends - kept - gone;
  const short = [
    ...counted(kept, say('tally.kept')),
    ...(compacted
      ? counted(compacted, say('tally.compacted'))
      : counted(gone, say(gone ? 'tally.expired' : 'tally.gone'))),
  ];
  return gone && !compacted ? [[...short, { text: say('tally.read-or-not') }], short] : [short];
}
