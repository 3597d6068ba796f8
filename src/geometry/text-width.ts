// How wide words will be, estimated from a table, so that layout needs no page to measure in. A little too wide on purpose.

/** Widths of the characters from space to tilde in Inter semibold, tabular figures: two hundredths of an em per code above 40. */
const WIDTHS =
  '58BHIZI9;;CJ8@8;IIIIJIIIII89JJJCZMIMLGFNN6EKEVNOIOIIIMM[LLI;;;@@:EGEGF<HG55E5UGGGG<D:GFREFE?:?J';

/** Width of a text in pixels at this size. */
export function textWidth(text: string, size: number): number {
  let hundredths = 0;
  for (const character of text) {
    const code = WIDTHS.charCodeAt(character.codePointAt(0)! - 32);
    hundredths += Number.isNaN(code) ? 90 : (code - 40) * 2;
  }
  return (hundredths * size * 1.02) / 100;
}

/** The first of several wordings that fits, or null: words move or shorten, they are never cut. */
export const fitting = (wordings: readonly string[], size: number, room: number): string | null =>
  wordings.find((wording) => textWidth(wording, size) <= room) ?? null;
