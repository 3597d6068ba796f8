// Effects on a phone: a line per expectation under the lane, where a table has no room.

import type { LaneId } from '../engine/vocabulary.ts';
import { columnsOf } from './effect-columns.ts';
import type { Rect } from './mark.ts';
import { partsWidth, putLine, putText, type Sheet, toneOf } from './sheet.ts';
import { textWidth } from './text-width.ts';
import { say } from '../words/say.ts';
import { effectIn } from './effect-name.ts';

/** Height of these lines; 0 where there is room for a table. */
export const effectLinesHeight = (sheet: Sheet): number =>
  sheet.input.layout === 'phone'
    ? Math.min(2, sheet.input.scenario.expects?.length ?? 0) * (sheet.sizes.type(12) + sheet.sizes.unit(12))
    : 0;

/** On a phone: one line for each expectation, with a word at its end where something is wrong. */
export function putEffectLines(sheet: Sheet, lane: LaneId, body: Rect): void {
  const { type, unit } = sheet.sizes;
  const size = type(12);
  columnsOf(sheet, lane)
    .slice(0, 2)
    .forEach(({ head, counts }, n) => {
      const baseline = body.y + body.h - effectLinesHeight(sheet) + (n + 1) * (size + unit(12)) - unit(4);
      const key = `${lane}/effects/${n}`;
      let x = body.x;
      putText(sheet, { key: `${key}/head`, lane, x, baseline, parts: head });
      x += Math.max(textWidth(head, size), textWidth(effectIn('charge', 'many'), size)) + unit(10);
      const harm = counts.find((one) => one.wrong)?.wrong;
      const wrong = harm && say(`wrong.${harm}`);
      const end = body.x + body.w - (wrong ? textWidth(wrong, size) + unit(8) : 0);
      for (const count of counts) {
        const text = count.is;
        const width = size + unit(3) + textWidth(text, size);
        if (x + width > end) break;
        const glyph = { x, y: baseline - size * 0.86, w: size, h: size };
        sheet.marks.push({
          kind: 'glyph',
          key: `${key}/${count.key}/glyph`,
          lane,
          ...glyph,
          tone: toneOf(sheet, count.key),
        });
        const left = x + size + unit(3);
        const parts = [{ text, strong: true }];
        putText(sheet, {
          key: `${key}/${count.key}`,
          lane,
          x: left,
          baseline,
          parts,
          ink: count.wrong ? 'harm' : 'ink',
        });
        if (count.wrong) {
          const y = baseline + unit(3);
          putLine(sheet, `${key}/${count.key}/wrong`, lane, 'wrong', unit(1.5), [
            [left, y],
            [left + partsWidth(parts, size), y],
          ]);
        }
        x += width + unit(10);
      }
      if (wrong)
        putText(sheet, {
          key: `${key}/word`,
          lane,
          x: body.x + body.w,
          baseline,
          parts: wrong,
          anchor: 'end',
          ink: 'harm',
        });
    });
}
