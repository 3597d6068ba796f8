// Intervals as RabbitMQ's streams write them: a whole number and a unit, e.g. `7D`.

const SECONDS: Readonly<Record<string, number>> = {
  ...{ s: 1, m: 60, h: 3600, D: 24 * 3600, M: 30 * 24 * 3600, Y: 365 * 24 * 3600 },
};

/** Null if it is none. RabbitMQ: `rabbit_amqqueue:check_max_age`, `rabbit_stream_queue:parse_offset_arg`. */
export function millisecondsIn(interval: string): number | null {
  const [, count, unit] = /^(\d+)([smhDMY])$/.exec(interval) ?? [];
  return unit === undefined ? null : Number(count) * SECONDS[unit]! * 1000;
}
