// The CSV file of kafka-consumer-groups --reset-offsets --from-file. Kafka: OffsetsUtils.parseResetPlan, CsvUtils.

import { Failure } from './failure.ts';
import type { Job } from './job.ts';
import { parseInteger } from './options.ts';
import type { NamedPartition } from './partitions-named.ts';

export interface PlannedOffset extends NamedPartition {
  readonly offset: number;
}

/**
 * What a file says of each group. Where one group was asked for, its name may be left out of the lines: the first of them tells.
 * @throws `Failure` if there is no such file, or it says something else.
 */
export function readResetPlan(
  job: Job,
  name: string,
  groups: readonly string[],
): ReadonlyMap<string, readonly PlannedOffset[]> {
  const text = job.file(name);
  if (text === null)
    throw new Failure('IOException', `Unable to read file ${name}`).within('RuntimeException');
  const lines = text.split('\n');
  while (lines.length > 1 && lines.at(-1) === '') lines.pop();
  const short = trial(lines[0]!);
  if (short) job.err(short.toString());
  const single = groups.length === 1 && !short;
  const plan = new Map<string, PlannedOffset[]>();
  for (const line of lines) {
    const { group: named, ...planned } = readLine(line, !single);
    const group = single ? groups[0]! : named;
    if (planned.offset < 0) throw new Failure('IllegalArgumentException', 'Invalid negative offset');
    // of two lines about one partition the second counts
    const others = (plan.get(group) ?? []).filter(
      ({ topic, number }) => topic !== planned.topic || number !== planned.number,
    );
    plan.set(group, [...others, planned]);
  }
  return plan;
}

/** What speaks against the first line being one without a group; null if nothing does. */
function trial(line: string): Failure | null {
  try {
    readLine(line, false);
    return null;
  } catch (thrown) {
    if (!(thrown instanceof Failure)) throw thrown;
    return thrown.name === 'RuntimeException' ? new Bare(thrown.message) : thrown;
  }
}

/** The text of an exception without that of another one around it. */
class Bare extends Failure {
  constructor(message: string) {
    super('RuntimeException', message);
  }

  override toString(): string {
    return this.message;
  }
}

const SOURCE = 'at [Source: (StringReader); line:';
const JACKSON = 'com.fasterxml.jackson.databind.exc';

interface Column {
  readonly text: string;
  /** Where it begins, from 1. */
  readonly at: number;
}

/** The columns that are left out at the end are empty, or 0. */
function readLine(line: string, withGroup: boolean): PlannedOffset & { readonly group: string } {
  const columns = columnsOf(line);
  if (columns.length === 1 && columns[0]!.text === '')
    throw unread(
      `${JACKSON}.MismatchedInputException: No content to map due to end-of-input\n ${SOURCE} UNKNOWN, column: UNKNOWN]`,
    );
  const names = withGroup ? ['group', 'topic', 'partition', 'offset'] : ['topic', 'partition', 'offset'];
  const column = (name: string): Column | undefined => columns[names.indexOf(name)];
  const integer = (name: string, type: 'int' | 'long'): number => {
    const { text, at } = column(name) ?? { text: '', at: 0 };
    const value = text.trim() === '' ? 0 : parseInteger(text.trim(), type === 'int' ? 32 : 64);
    if (value !== null) return value;
    const record = withGroup ? 'CsvRecordWithGroup' : 'CsvRecordNoGroup';
    throw unread(
      `${JACKSON}.InvalidFormatException: Cannot deserialize value of type \`${type}\` from String "${text}": not a valid \`${type}\` value\n ${SOURCE} 1, column: ${at}] (through reference chain: org.apache.kafka.tools.consumer.group.CsvUtils$${record}["${name}"])`,
    );
  };
  const read = {
    group: withGroup ? (column('group')?.text ?? '') : '',
    topic: column('topic')?.text ?? '',
    number: integer('partition', 'int'),
    offset: integer('offset', 'long'),
  };
  const extra = columns[names.length];
  if (extra)
    throw unread(
      `com.fasterxml.jackson.dataformat.csv.CsvReadException: Too many entries: expected at most ${names.length} (value #${names.length} (${extra.text.length} chars) "${extra.text}")\n ${SOURCE} 1, column: ${extra.at}]`,
    );
  return read;
}

const unread = (message: string): Failure => new Failure('RuntimeException', message);

function columnsOf(line: string): Column[] {
  const columns: Column[] = [];
  for (let at = 0; at <= line.length;) {
    const quoted = /^"((?:[^"]|"")*)"/.exec(line.slice(at));
    const plain = /^[^,]*/.exec(line.slice(at))![0];
    columns.push({ text: quoted ? quoted[1]!.replaceAll('""', '"') : plain, at: at + 1 });
    const end = at + (quoted ? quoted[0].length : plain.length);
    at = end + 1;
  }
  return columns;
}
