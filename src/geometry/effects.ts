// The table of effects beside a lane: what the outside world got, per customer, and what it should have got. A wrong number is
// red, underlined, and has a word; one that is only late is neither.

import type { LaneId } from '../engine/vocabulary.ts';
import type { Expectation } from '../scenario/scenario.ts';
import type { EffectCount } from './effect-count.ts';
import { type Column, columnsOf, headOf, isSame, ofDue, type Widths, widthsOf } from './effect-columns.ts';
import type { Part, Rect } from './mark.ts';
import { partsWidth, putLine, putText, type Sheet, toneOf } from './sheet.ts';
import { capital, say } from '../words/say.ts';

/** The least a table takes: its head, and each line. */
const tightest = ({ sizes: { type, unit } }: Sheet): { head: number; least: number } => ({
  head: type(15) + unit(12),
  least: type(13) * 1.28 + unit(2),
});

/** From this height of a line on, the word about a wrong number stands below it. */
const twoLines = ({ sizes: { type } }: Sheet): number => (type(13) + type(12)) * 1.28;

/** The height that the table would like in this lane, with a margin; 0 where there is none. */
export function effectsHeight(sheet: Sheet, lane: LaneId): number {
  const { layout } = sheet.input;
  const columns = layout === 'phone' || layout === 'compact' ? [] : columnsOf(sheet, lane);
  const rows = Math.max(0, ...columns.map(({ counts }) => counts.length));
  const { head, least } = tightest(sheet);
  return rows ? head + rows * least + sheet.sizes.unit(18) : 0;
}

/** A third of the lane, and not what the broker's own picture needs. */
const roomOf = ({ sizes }: Sheet, { w }: Rect): number => Math.min(w * 0.37, w - sizes.unit(290));

/** Width of the table in this lane; 0 where there is none. */
export function effectsWidth(sheet: Sheet, lane: LaneId, body: Rect): number {
  const { layout } = sheet.input;
  if (layout === 'phone' || layout === 'compact') return 0;
  const columns = columnsOf(sheet, lane);
  return columns.some(({ counts }) => counts.length)
    ? Math.round(widthsOf(sheet, columns, roomOf(sheet, body)).all)
    : 0;
}

/** Draws the table at the right of the lane's body. */
export function putEffects(sheet: Sheet, lane: LaneId, body: Rect): void {
  const { type, unit } = sheet.sizes;
  const columns = columnsOf(sheet, lane);
  const widths = widthsOf(sheet, columns, roomOf(sheet, body));
  const w = Math.round(widths.all);
  const room = { ...body, x: body.x + body.w - w, w };
  const keys = columns[0]!.counts.map(({ key }) => key);
  const pad = unit(14);
  const { head, least } = tightest(sheet);
  const space = room.h - unit(16) - head;
  const fits = Math.max(1, Math.min(keys.length, Math.floor(space / least)));
  // where not all fit, the last line says how many more there are
  const shown = fits < keys.length ? Math.max(1, fits - 1) : fits;
  const row = Math.min(type(13) + unit(25), Math.max(least, space / fits));
  const h = head + fits * row + unit(6);
  const y = room.y + Math.max(unit(6), Math.min(unit(28), (room.h - h) / 2));
  const box = { x: room.x, y, w: room.w - 0.5, h };
  const key = `${lane}/effects`;
  sheet.marks.push({
    kind: 'box',
    key,
    lane,
    ...box,
    of: `effects/${lane}`,
    name: say('effects.name'),
  });
  const baseline = box.y + head / 2 + type(15) * 0.4;
  const right = (column: number): number =>
    box.x +
    box.w -
    pad -
    (widths.columns - 1 - column) * (unit(16) + widths.is + (widths.should ? unit(16) + widths.should : 0));
  const single = widths.columns === 1;
  const expected = columns.map(({ expectation }) => expectation);
  const [{ service }] = expected as [Expectation];
  const named = isSame(expected)
    ? single
      ? say('effects.in', { effects: headOf(expected[0]!), service })
      : headOf(expected[0]!)
    : single
      ? columns[0]!.head
      : say('effects');
  const title = [{ text: capital(named), strong: true }];
  putText(sheet, {
    key: `${key}/title`,
    lane,
    x: box.x + pad,
    baseline,
    parts: title,
    size: 15,
    ink: 'ink',
    serif: true,
  });
  columns.slice(0, widths.columns).forEach((column, n) => {
    const edge = right(n);
    if (widths.should)
      putText(sheet, {
        key: `${key}/should/${n}`,
        lane,
        x: edge,
        baseline,
        parts: say('should-be'),
        anchor: 'end',
      });
    const x = widths.should ? edge - widths.should - unit(16) : edge;
    if (!single)
      putText(sheet, { key: `${key}/head/${n}`, lane, x, baseline, parts: column.head, anchor: 'end' });
    column.counts
      .slice(0, shown)
      .forEach((count, index) =>
        putNumber(sheet, lane, column, count, widths, x, edge, box.y + head + row * index + row / 2, row, n),
      );
  });
  if (shown < keys.length && fits > 1)
    putText(sheet, {
      ...{
        key: `${key}/more`,
        lane,
        x: box.x + pad,
        baseline: box.y + head + row * (shown + 0.5) + type(12) * 0.36,
      },
      parts: say('more', { n: keys.length - shown }),
    });
  keys.slice(0, shown).forEach((one, index) => {
    const middle = box.y + head + row * index + row / 2;
    const size = type(13);
    const tone = toneOf(sheet, one);
    const glyph = { x: box.x + pad, y: middle - size / 2, w: size, h: size };
    sheet.marks.push({ kind: 'glyph', key: `${key}/${one}/glyph`, lane, ...glyph, tone });
    const wrong =
      row < twoLines(sheet)
        ? columns
            .slice(0, widths.columns)
            .map(({ counts }) => counts[index]?.wrong)
            .find(Boolean)
        : undefined;
    const x = box.x + pad + size + unit(6);
    const baseline = middle + size * 0.36;
    const free = right(0) - widths.is - x - (widths.should ? widths.should + unit(16) : 0);
    const both = [{ text: one ?? say('all'), strong: true }];
    if (wrong) {
      const said = say(`wrong.${wrong}`);
      const named = partsWidth([...both, { text: ` ${said}` }], type(13)) <= free;
      if (named)
        putText(sheet, { key: `${key}/${one}/name`, lane, x, baseline, parts: both, size: 13, ink: 'ink' });
      const after = named ? x + partsWidth(both, type(13)) + unit(6) : x;
      putText(sheet, { key: `${key}/${one}/word`, lane, x: after, baseline, parts: said, ink: 'harm' });
    } else
      putText(sheet, { key: `${key}/${one}/name`, lane, x, baseline, parts: both, size: 13, ink: 'ink' });
  });
}

/** One number with what it should be, and what is wrong with it. */
function putNumber(
  sheet: Sheet,
  lane: LaneId,
  { head, expectation: { latest } }: Column,
  { key, is, should, wrong }: EffectCount,
  widths: Widths,
  x: number,
  edge: number,
  middle: number,
  row: number,
  n: number,
): void {
  const { type, unit } = sheet.sizes;
  const id = `${lane}/effects/${key}/${n}`;
  const size = type(13);
  const below = wrong !== null && row >= twoLines(sheet);
  const baseline = middle + size * 0.36 - (below ? type(12) * 0.55 : 0);
  const number: Part[] = [{ text: is, strong: true }];
  const whole = widths.should || widths.bare || latest ? number : [...number, { text: ofDue('', should) }];
  putText(sheet, {
    key: `${id}/is`,
    lane,
    x,
    baseline,
    parts: whole,
    size: 13,
    anchor: 'end',
    ink: wrong ? 'harm' : 'ink',
  });
  if (widths.should)
    putText(sheet, {
      key: `${id}/should`,
      lane,
      x: edge,
      baseline,
      parts: should,
      anchor: 'end',
    });
  if (!wrong) return;
  const y = baseline + unit(3.5);
  const width = partsWidth(whole, size);
  putLine(
    sheet,
    `${id}/wrong`,
    lane,
    'wrong',
    unit(1.5),
    [
      [x - width, y],
      [x, y],
    ],
    {
      name: say('effects.wrong', {
        whose: key ?? say('all'),
        head,
        is,
        should,
        wrong: say(`wrong.${wrong}`),
      }),
    },
  );
  if (below)
    putText(sheet, {
      key: `${id}/word`,
      lane,
      x,
      baseline: baseline + type(12) * 1.3,
      parts: say(`wrong.${wrong}`),
      anchor: 'end',
      ink: 'harm',
    });
}
