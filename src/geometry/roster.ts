// The roster of each group with several members, under its lane's tapes: what the group as a whole is doing, and a box for each member
// with what it has. Who is no member stands there without a box.

import type { SomeLogLane } from './log-plan.ts';
import type { Rect } from './mark.ts';
import { phaseOf, readersOf, standingOf } from './member.ts';
import { groupsOf } from './reading.ts';
import { isLoud, partsWidth, putText, type Sheet } from './sheet.ts';
import { fitting, textWidth } from './text-width.ts';
import { say } from '../words/say.ts';

export interface RosterPlan {
  readonly rows: readonly {
    readonly group: string;
    readonly names: readonly string[];
    readonly y: number;
    readonly shown: number;
  }[];
  readonly slot: number;
  readonly perLine: number;
  readonly box: number;
  readonly height: number;
}

const gapOf = (sheet: Sheet): number => sheet.sizes.unit(8);
const headOf = (sheet: Sheet): number => sheet.sizes.type(13) + sheet.sizes.unit(10);
const boxOf = ({ sizes: { type, unit } }: Sheet): number => type(13) + type(12) + unit(15);

/** @param room height that it may take at most; it names the group alone where there is no more room, and takes none if even that is too much */
export function planRoster(sheet: Sheet, last: SomeLogLane, width: number, room: number): RosterPlan {
  const { type, unit } = sheet.sizes;
  const { layout } = sheet.input;
  const [gap, head, box, between] = [gapOf(sheet), headOf(sheet), boxOf(sheet), unit(10)];
  const groups = groupsOf(last).flatMap((group) => {
    const names = readersOf(sheet, last, group, 'end').map(({ name }) => name);
    return names.length > 1 ? [{ group, names }] : [];
  });
  const widest = Math.max(
    0,
    ...groups.flatMap(({ names }) => names).map((name) => textWidth(name, type(13))),
  );
  const slot = Math.min(width, Math.max(unit(layout === 'phone' ? 112 : 152), widest + unit(24)));
  const perLine = Math.max(1, Math.floor((width + gap) / (slot + gap)));
  const linesOf = (count: number): number => Math.ceil(count / perLine);
  let lines = Math.max(0, ...groups.map(({ names }) => linesOf(names.length)));
  const heightOf = (): number =>
    groups.reduce(
      (sum, { names }) => sum + between + head + Math.min(lines, linesOf(names.length)) * (box + gap),
      0,
    );
  while (lines > 0 && heightOf() > room) lines--;
  if (heightOf() > room) groups.length = 0;
  let y = 0;
  const rows = groups.map(({ group, names }) => {
    const own = Math.min(lines, linesOf(names.length));
    const row = { group, names, y: y + between, shown: Math.min(names.length, own * perLine) };
    y += between + head + own * (box + gap);
    return row;
  });
  return { rows, slot, perLine, box, height: y };
}

export function putRoster(sheet: Sheet, now: SomeLogLane, plan: RosterPlan, body: Rect): void {
  const { unit, type } = sheet.sizes;
  const lane = now.id;
  for (const { group: id, names, y, shown } of plan.rows) {
    const group = now.state.groups[id];
    const readers = readersOf(sheet, now, id, 'world');
    if (!readers.length) continue;
    const standings = readers.map((reader) => ({ reader, ...standingOf(now, group, reader) }));
    const key = `${lane}/roster/${id}`;
    const of = `group/${id}`;
    const top = body.y + y;
    const idle = standings.filter(({ member, busy, reader }) => member && !busy && !reader.down).length;
    const members = standings.filter(({ member }) => member).length;
    const hidden = names.length > shown;
    const count = say(idle ? 'members-idle' : 'members', { n: members, idle });
    const phases = phaseOf(group).flatMap((text) =>
      hidden || shown === 0 ? [`${text}, ${count}`, text] : [text],
    );
    const name = { text: id, strong: true };
    const room = body.w - partsWidth([name], type(13)) - unit(12);
    const phase = fitting([...phases, ''], type(13), room);
    const parts = [name, { text: `  ${phase}` }];
    const loud = isLoud(sheet, id);
    putText(sheet, { key, lane, of, x: body.x, baseline: top + type(13), parts, size: 13, loud });
    const under = top + headOf(sheet);
    for (const { reader, member, busy, wordings } of standings) {
      const n = names.indexOf(reader.name);
      if (n < 0 || n >= shown) continue;
      const harm = refusalOf(sheet, lane, reader.client);
      const last = n === shown - 1 && hidden;
      const x = body.x + (n % plan.perLine) * (plan.slot + gapOf(sheet));
      const boxY = under + Math.floor(n / plan.perLine) * (plan.box + gapOf(sheet));
      const place = { x, y: boxY, w: plan.slot, h: plan.box };
      if (last) putRest(sheet, `${key}/rest`, lane, place, names.length - shown + 1);
      else putMember(sheet, lane, reader.name, place, member, busy, wordings, harm);
    }
  }
}

function putMember(
  sheet: Sheet,
  lane: string,
  name: string,
  box: Rect,
  member: boolean,
  busy: boolean,
  wordings: readonly string[],
  harm: string | null,
): void {
  const { unit, type } = sheet.sizes;
  const key = `${lane}/member/${name}`;
  const of = `worker/${name}`;
  const x = box.x + unit(10);
  const baseline = box.y + (box.h - type(13) - type(12) * 1.3) / 2 + type(13) * 0.9;
  if (member)
    sheet.marks.push({
      kind: 'box',
      key,
      lane,
      of,
      ...box,
      name: `${name}: ${wordings[0]!}`,
      loud: isLoud(sheet, name),
    });
  const parts = [{ text: name, strong: busy }];
  putText(sheet, {
    key: `${key}/name`,
    lane,
    of,
    x,
    baseline,
    parts,
    size: 13,
    ink: busy ? 'ink' : 'second',
  });
  const text = harm ?? fitting(wordings, type(12), box.w - unit(16)) ?? wordings.at(-1)!;
  const ink = harm === null ? 'second' : 'harm';
  putText(sheet, {
    key: `${key}/status`,
    lane,
    of,
    ink,
    x,
    baseline: baseline + type(12) * 1.3,
    parts: text,
  });
}

/** A refusal of a moment ago: what it did is not counted. */
function refusalOf(sheet: Sheet, lane: string, client: string): string | null {
  const refused = sheet.input.recent.some(
    ({ fact }) =>
      fact.of === 'log' && fact.lane === lane && fact.kind === 'commit-refused' && fact.consumer === client,
  );
  return refused ? say('read.commit-refused') : null;
}

function putRest(sheet: Sheet, key: string, lane: string, box: Rect, count: number): void {
  const { type, unit } = sheet.sizes;
  const baseline = box.y + box.h / 2 + type(12) * 0.36;
  putText(sheet, { key, lane, x: box.x + unit(10), baseline, parts: say('more', { n: count }) });
}
