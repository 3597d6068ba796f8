// The reading line of a group under a tape: how far it committed, what it fetched beyond that, what it has not yet read. The
// label says the same in words.

import type { Offset } from '../engine/vocabulary.ts';
import type { LogPlan, SomeLogLane } from './log-lane.ts';
import type { Part } from './mark.ts';
import { along, between, easeOut, GROW_MS } from './motion.ts';
import { isLoud, partsWidth, putLine, putText, type Sheet } from './sheet.ts';
import type { SomePartition, Tape } from './tape.ts';
import { textWidth } from './text-width.ts';

/** Every group of the lane, in the order in which they came. */
export function groupsOf(lane: SomeLogLane): string[] {
  const names = new Set(Object.keys(lane.state.groups));
  for (const { group } of Object.values(lane.state.consumers)) if (group !== null) names.add(group);
  return [...names];
}

const workersOf = (sheet: Sheet, lane: string, group: string, world: 'world' | 'end') =>
  Object.values(sheet.input[world].clients.workers[lane] ?? {}).filter(({ spec }) => spec.service === group);

/** Room that the labels take beside the lines. */
export function labelWidth(
  sheet: Sheet,
  last: SomeLogLane,
  groups: readonly string[],
  wording: 'committed up to' | 'up to',
): number {
  const { type } = sheet.sizes;
  const ends = Object.values(last.state.partitions).map(({ logEndOffset }) => String(logEndOffset).length);
  const nines = '9'.repeat(Math.max(1, ...ends));
  const names = groups.flatMap((group) => [
    group,
    ...workersOf(sheet, last.id, group, 'end').map(({ spec }) => spec.id),
  ]);
  const words = ['nothing committed', 'at the end, lag 0', `${wording} ${nines}, lag ${nines}`];
  return Math.max(
    ...names.map((name) => textWidth(name, type(13))),
    ...words.map((one) => textWidth(one, type(12))),
  );
}

interface Reading {
  readonly began: Offset;
  readonly committed: Offset | null;
  readonly position: Offset | null;
  /** Worker that has this partition now. */
  readonly owner: string | null;
}

/** Whether anybody has heard of the group yet. */
const exists = (lane: SomeLogLane, group: string): boolean =>
  lane.state.groups[group] !== undefined ||
  Object.values(lane.state.consumers).some((one) => one.group === group);

export function readingOf(sheet: Sheet, lane: SomeLogLane, group: string, { id }: SomePartition): Reading {
  const committed = lane.state.groups[group]?.offsets[id]?.offset ?? null;
  let position: Offset | null = null;
  let owner: string | null = null;
  for (const consumer of Object.values(lane.state.consumers)) {
    if (!consumer.open || consumer.group !== group || !consumer.assignment.includes(id)) continue;
    owner =
      workersOf(sheet, lane.id, group, 'world').find(({ client }) => client === consumer.id)?.spec.id ??
      consumer.id;
    position = consumer.positions[id] ?? position;
  }
  const known = sheet.input.beginnings[`${lane.id}/${group}/${id}`] ?? 0;
  return { began: Math.min(known, committed ?? Infinity, position ?? Infinity), committed, position, owner };
}

export function putReadingLine(
  sheet: Sheet,
  now: SomeLogLane,
  last: SomeLogLane,
  group: string,
  partition: SomePartition,
  tape: Tape,
  plan: LogPlan,
  top: number,
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
  const words = wordsOf(sheet, now, group, partition, reading);
  const said = words[0]!.map(({ text }) => text).join('');
  if (x3 - x2 > unit(6))
    putLine(
      sheet,
      `${key}/unread`,
      lane,
      'unread',
      unit(3.5),
      [
        [x2 + unit(4), y],
        [x3, y],
      ],
      { of },
    );
  if (x2 - x1 > unit(6))
    putLine(
      sheet,
      `${key}/fetched`,
      lane,
      'fetched',
      unit(3.5),
      [
        [x1 + unit(4), y],
        [x2 - 1, y],
      ],
      { of },
    );
  if (x1 - x0 > 1)
    putLine(
      sheet,
      `${key}/committed`,
      lane,
      'committed',
      unit(3.5),
      [
        [x0, y],
        [x1, y],
      ],
      { of, name: `${group}: ${said}` },
    );
  if (committed !== null)
    putLine(
      sheet,
      `${key}/flag`,
      lane,
      'flag',
      unit(2),
      [
        [x1, y - flag],
        [x1, y + flag],
      ],
      { of },
    );
  putWork(sheet, lane, group, partition, tape, key, y + unit(6));
  const name = nameOf(sheet, group, last, reading);
  const strong = [{ text: name, strong: true }];
  const label = { lane, of, ink: 'ink', size: 13, loud: isLoud(sheet, group, name) } as const;
  if (plan.labelsBelow) {
    const baseline = y + flag + type(12) + unit(2);
    putText(sheet, { ...label, key: `${key}/label`, x: plan.left, baseline, parts: strong });
    const room = plan.right - plan.left - partsWidth(strong, type(13)) - unit(12);
    const status = words.find((one) => partsWidth(one, type(12)) <= room);
    if (status)
      putText(sheet, {
        ...words.ink,
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
  const twoLines = plan.line >= type(13) + type(12) + unit(6);
  if (twoLines) {
    putText(sheet, { ...label, key: `${key}/label`, x: plan.labelX, baseline: y - unit(2), parts: strong });
    const status = words.find((one) => partsWidth(one, type(12)) <= room) ?? words[words.length - 1]!;
    const baseline = y - unit(2) + type(12) * 1.3;
    putText(sheet, { ...words.ink, key: `${key}/status`, lane, of, x: plan.labelX, baseline, parts: status });
  } else {
    const baseline = y + type(12) * 0.36;
    const whole = words
      .map((one) => [...strong, { text: '  ' }, ...one])
      .find((one) => partsWidth(one, type(12)) <= room);
    putText(sheet, {
      ...label,
      ...words.ink,
      size: 12,
      key: `${key}/label`,
      x: plan.labelX,
      baseline,
      parts: whole ?? strong,
    });
  }
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
    if (!job || job.source !== partition.id || job.position < tape.first) continue;
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
        name: `${spec.id} works on offset ${job.position}`,
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

/** The group, or whoever of its members has the partition. */
function nameOf(sheet: Sheet, group: string, last: SomeLogLane, { owner }: Reading): string {
  return workersOf(sheet, last.id, group, 'end').length > 1 && owner !== null ? owner : group;
}

type Wordings = Part[][] & { ink: { ink: 'second' | 'harm' } };

/** What the label says, the longest wording first. */
function wordsOf(
  sheet: Sheet,
  lane: SomeLogLane,
  group: string,
  partition: SomePartition,
  reading: Reading,
): Wordings {
  const plain = (...texts: string[]): Wordings =>
    Object.assign(
      texts.map((text) => [{ text }]),
      { ink: { ink: 'second' as 'second' | 'harm' } },
    );
  const harm = harmOf(sheet, lane, group, partition.id);
  if (harm !== null) return Object.assign([[{ text: harm }]], { ink: { ink: 'harm' as const } });
  const { committed, position, owner } = reading;
  const workers = workersOf(sheet, lane.id, group, 'world');
  const down =
    workers.length && workers.every(({ status }) => status === 'crashed' || status === 'stopped')
      ? workers[0]!.status
      : null;
  const state = lane.state.groups[group]?.state;
  const moving = state === 'PreparingRebalance' || state === 'CompletingRebalance';
  if (committed === null)
    return down
      ? plain(`${down}, nothing committed`, down)
      : position !== null && position > 0
        ? plain(`at ${position}, nothing committed`, 'nothing committed')
        : plain('nothing committed');
  const lag = partition.logEndOffset - committed;
  const where = lag === 0 ? 'at the end, lag 0' : `up to ${committed}, lag ${lag}`;
  if (down) return plain(`${down}, ${where}`, `${down}, lag ${lag}`, down);
  if (moving) return plain(`rebalancing, lag ${lag}`, 'rebalancing');
  if (owner === null && workers.length > 1) return plain(`nobody’s, lag ${lag}`);
  return lag === 0 ? plain(where, 'lag 0') : plain(`committed ${where}`, where, `lag ${lag}`);
}

/** A refusal of a moment ago, in a word or two. */
function harmOf(sheet: Sheet, lane: SomeLogLane, group: string, partition: string): string | null {
  for (const { fact } of sheet.input.recent) {
    if (fact.of !== 'log' || fact.lane !== lane.id) continue;
    if (
      fact.kind === 'out-of-range' &&
      fact.partition === partition &&
      lane.state.consumers[fact.consumer]?.group === group
    )
      return 'out of range';
    if (fact.kind === 'commit-refused' && fact.group === group) return 'commit refused';
    if (fact.kind === 'reset-refused' && fact.group === group) return 'reset refused';
  }
  return null;
}
