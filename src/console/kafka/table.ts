// Lines of a table as Java's printf makes them: cells on the left of their columns, one blank between two columns.

/** A line of cells, each padded to its column's width; 0 for a column that is not padded. */
export const row = (widths: readonly number[], cells: readonly (string | number)[]): string =>
  cells.map((cell, n) => String(cell).padEnd(widths[n]!)).join(' ');

/** How wide a column is: as wide as the longest of these, and no narrower than `least`. */
export const widest = (least: number, cells: readonly string[]): number =>
  Math.max(least, ...cells.map(({ length }) => length));

/** What stands where there is nothing to say. */
export const MISSING = '-';
