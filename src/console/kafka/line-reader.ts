// How kafka-console-producer makes a record of a line. Kafka: LineMessageReader.

import { compile } from '../../engine/log/consumer/pattern.ts';
import type { NewRecord } from '../../engine/log/producer/command.ts';
import { Failure } from './failure.ts';

type Properties = Readonly<Record<string, string>>;

/** Makes a record of a line. @throws `Failure` if the line is not of the form that the properties say. */
export type LineReader = (line: string, number: number) => NewRecord;

const failed = (message: string): Failure => new Failure('KafkaException', message);

const isTrue = (text: string | undefined): boolean => text?.trim().toLowerCase() === 'true';

/** @throws `Failure` for properties that do not go together. */
export function lineReader(properties: Properties): LineReader {
  const parseKey = isTrue(properties['parse.key']);
  const parseHeaders = isTrue(properties['parse.headers']);
  const ignoreError = isTrue(properties['ignore.error']);
  const separators = {
    'headers.delimiter': '\t',
    'headers.separator': ',',
    'headers.key.separator': ':',
    'key.separator': '\t',
    ...properties,
  } as Readonly<Record<string, string>>;
  const marker = properties['null.marker'];
  refuseEqual(separators, marker);
  const headersSeparator = compileSeparator(separators['headers.separator']!);

  const cut = (line: string, from: number, name: string, words: string, number: number): string | null => {
    const at = line.indexOf(separators[name]!, from);
    if (at >= 0) return line.slice(from, at);
    if (ignoreError) return null;
    throw failed(`No ${words} found on line number ${number}: '${line}'`);
  };
  const unmarked = (text: string): string | null => (text === marker ? null : text);

  const headerOf = (pair: string, number: number): readonly [string, string | null] => {
    const separator = separators['headers.key.separator']!;
    const at = pair.indexOf(separator);
    if (at < 0) {
      if (ignoreError) return [pair, null];
      throw failed(`No header key separator found in pair '${pair}' on line number ${number}`);
    }
    const name = pair.slice(0, at);
    if (name === marker)
      throw failed(`Header keys should not be equal to the null marker '${marker}' as they can't be null`);
    return [name, unmarked(pair.slice(at + separator.length))];
  };

  return (line, number) => {
    const headers = parseHeaders ? cut(line, 0, 'headers.delimiter', 'headers delimiter', number) : null;
    const keyFrom = headers === null ? 0 : headers.length + separators['headers.delimiter']!.length;
    const key = parseKey ? cut(line, keyFrom, 'key.separator', 'key separator', number) : null;
    const valueFrom = key === null ? keyFrom : keyFrom + key.length + separators['key.separator']!.length;
    const pairs = headers === null || headers === marker ? [] : split(headers, headersSeparator);
    return {
      key: key === null ? null : unmarked(key),
      value: unmarked(line.slice(valueFrom)),
      ...(pairs.length > 0 && { headers: pairs.map((pair) => headerOf(pair, number)) }),
    };
  };
}

function refuseEqual(separators: Properties, marker: string | undefined): void {
  const pairs = [
    ['headers.delimiter', 'headers.separator'],
    ['headers.delimiter', 'headers.key.separator'],
    ['headers.separator', 'headers.key.separator'],
  ] as const;
  for (const [one, other] of pairs)
    if (separators[one] === separators[other]) throw failed(`${one} and ${other} may not be equal`);
  for (const name of ['key.separator', 'headers.separator', 'headers.delimiter', 'headers.key.separator'])
    if (separators[name] === marker) throw failed(`null.marker and ${name} may not be equal`);
}

function compileSeparator(text: string): RegExp {
  const pattern = compile(text);
  if (!pattern) throw new Failure('PatternSyntaxException', `${text} is no regular expression.`);
  return new RegExp(text);
}

/** As Java splits: nothing empty stands at the end. */
function split(text: string, separator: RegExp): string[] {
  const parts = text.split(separator);
  while (parts.length > 1 && parts.at(-1) === '') parts.pop();
  return parts;
}
