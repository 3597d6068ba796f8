// Durations as Java writes them (ISO 8601, `P1DT2H3M4.5S`), for reset policies and tools.

const PATTERN =
  /^([-+]?)P(?:([-+]?\d+)D)?(T(?:([-+]?\d+)H)?(?:([-+]?\d+)M)?(?:([-+]?\d+)(?:[.,](\d{0,9}))?S)?)?$/i;

/** Milliseconds, rounded down; null for anything that is no duration. Kafka: java.time.Duration.parse. */
export function parseDuration(text: string): number | null {
  const match = PATTERN.exec(text);
  if (!match) return null;
  const [, sign, days, time, hours, minutes, seconds, fraction] = match;
  const given = [days, hours, minutes, seconds];
  if (given.every((part) => part === undefined) || time?.length === 1) return null;
  const [d, h, m, s] = given.map((part) => Number(part ?? 0)) as [number, number, number, number];
  const thousandths = Number((fraction ?? '').padEnd(3, '0').slice(0, 3));
  const total = (((d * 24 + h) * 60 + m) * 60 + s) * 1000 + (seconds?.startsWith('-') ? -1 : 1) * thousandths;
  return sign === '-' ? -total : total;
}
