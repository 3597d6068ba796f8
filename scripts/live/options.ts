// What `npm run live` is asked for on its command line.

import { existsSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Broker } from './broker.ts';
import { kafka } from './kafka/broker.ts';
import { rabbitmq } from './rabbitmq/broker.ts';
import { redis } from './redis/broker.ts';
import { Misuse } from './misuse.ts';

export const BROKERS: Readonly<Record<string, Broker>> = { kafka, rabbitmq, redis };

export interface Options {
  readonly broker: Broker;
  /** How many conversations. */
  readonly runs: number;
  /** The first conversation's seed; each next one has the next. */
  readonly seed: number;
  readonly areas: readonly string[];
  /** HOST:PORT of the broker. */
  readonly address: string;
  /** The directory of the brokers' tools. */
  readonly brokers: string;
  /** How many conversations are held at once. */
  readonly threads: number;
  /** After so many differences no more conversations are begun. */
  readonly stop: number;
  /** A directory to keep the differences in, as files; null: they are only printed. */
  readonly keep: string | null;
}

/** @throws Misuse */
export function readOptions([name, ...args]: readonly string[]): Options {
  const broker = Object.hasOwn(BROKERS, name ?? '') ? BROKERS[name!]! : null;
  if (!broker) {
    const names = Object.keys(BROKERS).join('|');
    throw new Misuse(`npm run live takes the broker first: npm run live -- ${names} --runs N`);
  }
  const given = new Map<string, string>();
  for (let index = 0; index < args.length; index += 2) {
    const [name, value] = [args[index]!, args[index + 1]];
    if (!NAMES.includes(name)) throw new Misuse(`${name} is none of ${NAMES.join(', ')}.`);
    if (value === undefined) throw new Misuse(`${name} wants a value.`);
    given.set(name, value);
  }
  const count = (name: string, otherwise: number | null): number => {
    const text = given.get(name);
    if (text === undefined && otherwise !== null) return otherwise;
    if (text === undefined || !/^[1-9]\d{0,8}$/.test(text))
      throw new Misuse(`${name} wants a whole number above 0.`);
    return Number(text);
  };
  return {
    broker,
    runs: count('--runs', null),
    seed: count('--seed', 1 + (Date.now() % 1_000_000)),
    areas: areasNamed(broker, given.get('--areas')),
    address: addressFrom(given.get('--address') ?? broker.address),
    brokers: resolve(given.get('--brokers') ?? '../shared/brokers'),
    threads: threadsFor(broker, count('--threads', broker.threads)),
    stop: count('--stop', 5),
    keep: directory(given.get('--keep')),
  };
}

const NAMES = ['--runs', '--seed', '--areas', '--address', '--brokers', '--threads', '--stop', '--keep'];

function areasNamed({ areas }: Broker, text: string | undefined): string[] {
  const known = Object.keys(areas);
  if (text === undefined) return known;
  const names = text.split(',');
  const strange = names.find((name) => !known.includes(name));
  if (strange !== undefined) throw new Misuse(`"${strange}" is none of the areas ${known.join(', ')}.`);
  return names;
}

function threadsFor({ name, alone }: Broker, threads: number): number {
  if (alone && threads > 1)
    throw new Misuse(`Each conversation with ${name} has the server for itself: --threads can only be 1.`);
  return threads;
}

function addressFrom(text: string): string {
  if (!/^[^:\s]+:\d+$/.test(text)) throw new Misuse('--address wants HOST:PORT.');
  return text;
}

function directory(name: string | undefined): string | null {
  if (name === undefined) return null;
  if (!existsSync(name) || !statSync(name).isDirectory()) throw new Misuse(`There is no directory ${name}.`);
  return name;
}
