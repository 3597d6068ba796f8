// The address of a broker and the file of settings that every tool is given.
//
// Simplified: whatever address a tool is given leads to the broker of the lane, and of a file with settings for its connection nothing is read.

import { Failure } from './failure.ts';
import type { Job } from './job.ts';

const HOST_AND_PORT = /^(\S*?\[?[0-9a-zA-Z\-%._:]*\]?):[0-9]+$/;

/** Whether these are addresses, separated by commas. Kafka: ClientUtils.parseAndValidateAddresses. */
export const isAddress = (text: string): boolean =>
  text.split(',').every((one) => HOST_AND_PORT.test(one.trim()));

/** Connects as an administrator does. @throws `Failure` for an address that is none. */
export function connectAdmin(address: string): void {
  if (!isAddress(address)) throw new Failure('KafkaException', 'Failed to create new KafkaAdminClient');
}

/** @throws `Failure` where there is no such file. */
export function readConfigFile(job: Job, name: string | undefined): string {
  if (name === undefined) return '';
  const text = job.file(name);
  if (text === null) throw new Failure('NoSuchFileException', name);
  return text;
}

/** What a file of Java's properties says. Kafka: Utils.loadProps. */
export function parseProperties(text: string): Record<string, string> {
  const properties: Record<string, string> = {};
  for (const line of text.split(/\r?\n/)) {
    const trimmed = line.trimStart();
    if (trimmed === '' || /^[#!]/.test(trimmed)) continue;
    const [, name = '', value = ''] = /^((?:\\.|[^=:\s\\])*)\s*[=:\s]?\s*(.*)$/.exec(trimmed)!;
    properties[unescaped(name)] = unescaped(value);
  }
  return properties;
}

const unescaped = (text: string): string =>
  text.replace(/\\(.)/g, (_, letter: string) => ({ t: '\t', n: '\n', r: '\r', f: '\f' })[letter] ?? letter);
