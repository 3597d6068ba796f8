// How console consumers print a record: chosen fields in a fixed order, keys and values as text. Kafka: DefaultMessageFormatter.

import type { LogRecord, PartitionId } from '../../engine/log/storage/state.ts';
import { bytesOf } from '../../engine/payload.ts';
import type { Offset, Payload } from '../../engine/vocabulary.ts';
import { Failure } from './failure.ts';
import type { Job } from './job.ts';

/** A record as it was handed to a consumer. */
export interface FormattedRecord extends Omit<LogRecord, 'headers' | 'send'> {
  readonly partition: PartitionId;
  readonly offset: Offset;
  readonly headers?: LogRecord['headers'] | undefined;
  /** How often it was delivered; only a share consumer knows. */
  readonly deliveryCount?: number;
}

/** The text of a record, its end of line included. @throws `Failure` for what cannot be read as it should. */
export type Formatter = (record: FormattedRecord) => string;

type Deserializer = (bytes: Uint8Array) => string;

const PACKAGE = 'org.apache.kafka.tools.consumer';
const SERIALIZATION = 'org.apache.kafka.common.serialization';

const asText: Deserializer = (bytes) => new TextDecoder().decode(bytes);

const whole =
  (name: string, size: number, read: (view: DataView) => number | bigint): Deserializer =>
  (bytes) => {
    if (bytes.length !== size)
      throw new Failure('SerializationException', `Size of data received by ${name} is not ${size}`);
    return String(read(new DataView(bytes.buffer)));
  };

const DESERIALIZERS: Readonly<Record<string, Deserializer>> = {
  StringDeserializer: asText,
  LongDeserializer: whole('LongDeserializer', 8, (view) => view.getBigInt64(0)),
  IntegerDeserializer: whole('IntegerDeserializer', 4, (view) => view.getInt32(0)),
  ShortDeserializer: whole('ShortDeserializer', 2, (view) => view.getInt16(0)),
};

/** The formatter of this class; undefined if there is no such class. */
export function formatterOf(
  job: Job,
  className: string,
  properties: Readonly<Record<string, string>>,
): Formatter | undefined {
  if (className === `${PACKAGE}.NoOpMessageFormatter`) return () => '';
  if (
    className !== `${PACKAGE}.DefaultMessageFormatter` &&
    className !== `${PACKAGE}.LoggingMessageFormatter`
  )
    return undefined;
  return defaultFormatter(job, properties);
}

/** What the default formatter is called. */
export const DEFAULT_FORMATTER = `${PACKAGE}.DefaultMessageFormatter`;

function defaultFormatter(job: Job, properties: Readonly<Record<string, string>>): Formatter {
  const shows = (field: string, usual = false): boolean =>
    (properties[`print.${field}`] ?? String(usual)).trim().toLowerCase() === 'true';
  const between = properties['key.separator'] ?? '\t';
  const end = properties['line.separator'] ?? '\n';
  const none = properties['null.literal'] ?? 'null';
  const deserializer = (what: string): Deserializer =>
    deserializerOf(job, properties[`${what}.deserializer`]);
  const [key, value, header] = ['key', 'value', 'headers'].map(deserializer) as [
    Deserializer,
    Deserializer,
    Deserializer,
  ];
  const text = (payload: Payload | null, read: Deserializer): string =>
    payload === null ? none : read(Uint8Array.from(bytesOf(payload)));
  const headersText = (headers: LogRecord['headers']): string =>
    headers?.length
      ? headers
          .map(([name, content]) => `${name}:${text(content, header)}`)
          .join(properties['headers.separator'] ?? ',')
      : 'NO_HEADERS';
  return (record) => {
    const { partition, offset, timestamp, deliveryCount } = record;
    const fields = [
      shows('timestamp') && timestampText(job, partition, timestamp),
      shows('partition') && `Partition:${partition.slice(partition.lastIndexOf('-') + 1)}`,
      shows('offset') && `Offset:${offset}`,
      shows('delivery') && `Delivery:${deliveryCount ?? 'NOT_PRESENT'}`,
      shows('epoch') && 'Epoch:NOT_PRESENT',
      shows('headers') && headersText(record.headers),
      shows('key') && text(record.key, key),
      shows('value', true) && text(record.value, value),
    ].filter((field) => field !== false);
    return fields.length === 0 ? '' : fields.join(between) + end;
  };
}

function timestampText({ state }: Job, partition: PartitionId, timestamp: number): string {
  if (timestamp < 0) return 'NO_TIMESTAMP';
  const log = state.partitions[partition];
  const type = log ? state.topics[log.topic]!.config['message.timestamp.type'] : 'CreateTime';
  return `${type}:${timestamp}`;
}

/** One that there is not is told of, and bytes are shown as they are. */
function deserializerOf(job: Job, className: string | undefined): Deserializer {
  if (className === undefined || className === '') return asText;
  const [, simple] = className.startsWith(`${SERIALIZATION}.`) ? className.split(`${SERIALIZATION}.`) : [];
  const known = simple === undefined ? undefined : DESERIALIZERS[simple];
  if (known) return known;
  job.log(
    'ERROR',
    `Unable to instantiate a deserializer from ${className}`,
    `${PACKAGE}.DefaultMessageFormatter`,
  );
  job.err(new Failure('ClassNotFoundException', className).toString());
  return asText;
}
