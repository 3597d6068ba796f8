// Dates as kafka-consumer-groups takes them. Kafka: Utils.getDateTime.

import { Failure } from './failure.ts';

const PATTERN =
  /^(\d+)-(\d{1,2})-(\d{1,2})T(\d{1,2}):(\d{1,2}):(\d{1,2})\.(\d+)(?:Z|([+-])(\d{2}):?(\d{2})?)/;

/** Milliseconds since 1970; a date without a zone is UTC. @throws `Failure` for anything else. */
export function parseDateTime(text: string): number {
  const second = text.replace(/T+$/, '').split('T')[1];
  if (second === undefined)
    throw new Failure(
      'ParseException',
      "Error parsing timestamp. It does not contain a 'T' according to ISO8601 format",
    );
  const zoned = /[+\-Z]/.test(second) ? text : `${text}Z`;
  const match = PATTERN.exec(zoned);
  const time = match && timeOf(match);
  if (time === null) throw new Failure('ParseException', `Unparseable date: "${zoned}"`);
  return time;
}

/** Null where there is no such day or time. A fraction counts in milliseconds, however many digits it has. */
function timeOf([, ...parts]: RegExpExecArray): number | null {
  const [year, month, day, hour, minute, second, ms] = parts.slice(0, 7).map(Number) as [
    ...[number, number, number],
    ...[number, number, number, number],
  ];
  const time = Date.UTC(year, month - 1, day, hour, minute, second, ms);
  const date = new Date(time);
  const isReal = date.getUTCMonth() === month - 1 && date.getUTCDate() === day && date.getUTCHours() === hour;
  if (!isReal || minute > 59 || second > 59 || ms > 999) return null;
  const [sign, hours, minutes] = parts.slice(7);
  if (sign === undefined) return time;
  const [zoneHours, zoneMinutes] = [Number(hours), Number(minutes ?? 0)];
  if (zoneHours > 23 || zoneMinutes > 59) return null;
  return time - (sign === '-' ? -1 : 1) * (zoneHours * 60 + zoneMinutes) * 60_000;
}
