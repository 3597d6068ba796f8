// The reading line of a group under a tape: how far it committed, what it fetched beyond that, what it has not yet read. The
// label says the same in words.

import type { Offset } from '../engine/vocabulary.ts';
import type { LogDetail } from './log-detail.ts';
import { type LogPlan, type SomeLogLane, twoLines } from './log-plan.ts';
import type { Mark, StrokeLook } from './mark.ts';
import { along, between, easeOut, GROW_MS } from './motion.ts';
import { exists, readingOf, workersOf } from './reading.ts';
import { nameOf, wordsOf } from './reading-words.ts';
import { isLoud, partsWidth, putLine, putText, type Sheet } from './sheet.ts';
import type { SomePartition, Tape } from './tape.ts';
import { say } from '../words/say.ts';

/** Draws one line with its label; nothing before anybody has heard of the group. */
export function putReadingLine(
  sheet: Sheet,
  now: SomeLogLane,
  last: SomeLogLane,
  group: string,
  partition: SomePartition,
  tape: Tape,
  plan: LogPlan,
  top: number,
  detail: LogDetail,
): void {
  if (!exists(now, group)) return;
  const { unit, type } = sheet.sizes;
  const lane = now.id;
  const reading = readingOf(sheet, now, group, partition);
  const key = `${lane}/${partition.id}/${group}`;
  const of = `group/${group}`;
  const flag = unit(9);
  const y = top + (plan.labelsBelow ? unit(11) : Math.min(plan.line / 2, unit(22)));
  const { began, committed, position } = reading;
  const moved = (offset: Offset, bookmark: 'committed' | 'position'): number => {
    const recent = sheet.input.reduced ? undefined : lastMove(sheet, now, group, partition.id, bookmark);
    if (!recent || recent.was === null) return tape.edge(offset);
    return between(tape.edge(recent.was), tape.edge(offset), easeOut(along(recent.ageMs, GROW_MS)));
  };
  const x0 = began > 0 ? tape.x(began) : tape.edge(0);
  const x1 = committed === null ? x0 : moved(committed, 'committed');
  const x2 = position === null ? x1 : Math.max(x1, moved(position, 'position'));
  const x3 = partition.logEndOffset > 0 ? tape.edge(partition.logEndOffset) - tape.gap / 2 : x2;
  const { wordings, ink } =
    detail.label?.(sheet, now, group, partition, reading) ?? wordsOf(sheet, now, group, partition, reading);
  const said = wordings[0]!.map(({ text }) => text).join('');
  putProgress(sheet, key, lane, of, [x0, x1, x2, x3], y, {
    ...{ width: unit(3.5), flag: committed === null ? null : flag, name: `${group}: ${said}` },
  });
  putWork(sheet, lane, group, partition, tape, key, y + unit(6));
  const name = nameOf(sheet, group, last, reading);
  const strong = [{ text: name, strong: true }];
  const label = { lane, of, ink: 'ink', size: 13, loud: isLoud(sheet, group, name) } as const;
  if (plan.labelsBelow) {
    const baseline = y + flag + type(12) + unit(2);
    putText(sheet, { ...label, key: `${key}/label`, x: plan.left, baseline, parts: strong });
    const room = plan.right - plan.left - partsWidth(strong, type(13)) - unit(12);
    const status = wordings.find((one) => partsWidth(one, type(12)) <= room);
    if (status)
      putText(sheet, {
        ink,
        key: `${key}/status`,
        lane,
        of,
        x: plan.right,
        baseline,
        parts: status,
        anchor: 'end',
      });
    return;
  }
  const room = plan.right - plan.labelX;
  const tall = plan.line >= twoLines(sheet);
  if (tall) {
    putText(sheet, { ...label, key: `${key}/label`, x: plan.labelX, baseline: y - unit(2), parts: strong });
    const status =
      wordings.find((one) => partsWidth(one, type(12)) <= room) ?? wordings[wordings.length - 1]!;
    const baseline = y - unit(2) + type(12) * 1.3;
    putText(sheet, { ink, key: `${key}/status`, lane, of, x: plan.labelX, baseline, parts: status });
  } else {
    const baseline = y + type(12) * 0.36;
    const whole = wordings
      .map((one) => [...strong, { text: '  ' }, ...one])
      .find((one) => partsWidth(one, type(12)) <= room);
    putText(sheet, {
      ...label,
      ink,
      size: 12,
      key: `${key}/label`,
      x: plan.labelX,
      baseline,
      parts: whole ?? strong,
    });
  }
}

/**
 * The strokes of a line that begins at x0, is committed up to x1, fetched up to x2 and not yet read up to x3; `flag`: how far that of
 * the commit reaches up and down, null where nothing is committed.
 */
export function putProgress(
  sheet: Sheet,
  key: string,
  lane: string,
  of: string,
  [x0, x1, x2, x3]: readonly [number, number, number, number],
  y: number,
  { width, flag, name }: { readonly width: number; readonly flag: number | null; readonly name: string },
): void {
  const put = (part: StrokeLook, from: number, to: number, more: Partial<Mark>): void =>
    putLine(
      sheet,
      `${key}/${part}`,
      lane,
      part,
      width,
      [
        [from, y],
        [to, y],
      ],
      more,
    );
  const space = width * 1.15;
  if (x3 - x2 > space * 1.5) put('unread', x2 + space, x3, { of });
  if (x2 - x1 > space * 1.5) put('fetched', x1 + space, x2 - 1, { of });
  if (x1 - x0 > 1) put('committed', x0, x1, { of, name });
  if (flag === null) return;
  const ends = [
    [x1, y - flag],
    [x1, y + flag],
  ] as const;
  putLine(sheet, `${key}/flag`, lane, 'flag', width * 0.57, ends, { of });
}

/** How far the record in hand is worked on: a thin line under its cell. */
function putWork(
  sheet: Sheet,
  lane: string,
  group: string,
  partition: SomePartition,
  tape: Tape,
  key: string,
  y: number,
): void {
  for (const { job, spec } of workersOf(sheet, lane, group, 'world')) {
    if (!job || job.source !== partition.id || !tape.open(job.position)) continue;
    const t = along(sheet.input.instant - job.beginAt, job.doneAt - job.beginAt);
    if (sheet.input.instant < job.beginAt) continue;
    const x = tape.x(job.position);
    const width = sheet.sizes.unit(2);
    putLine(sheet, `${key}/track`, lane, 'track', width, [
      [x, y],
      [x + tape.cell, y],
    ]);
    putLine(
      sheet,
      `${key}/work`,
      lane,
      'progress',
      width,
      [
        [x, y],
        [x + tape.cell * t, y],
      ],
      {
        name: say('log.works-on', { worker: spec.id, offset: job.position }),
      },
    );
  }
}

function lastMove(
  sheet: Sheet,
  lane: SomeLogLane,
  group: string,
  partition: string,
  bookmark: 'committed' | 'position',
) {
  return sheet.input.recent.find(({ fact, ageMs }) => {
    if (ageMs > GROW_MS || fact.of !== 'log' || fact.lane !== lane.id) return false;
    if (fact.kind === 'committed' || fact.kind === 'offset-reset')
      return bookmark === 'committed' && fact.group === group && fact.partition === partition;
    return (
      fact.kind === 'polled' &&
      bookmark === 'position' &&
      fact.partition === partition &&
      lane.state.consumers[fact.consumer]?.group === group
    );
  });
}
