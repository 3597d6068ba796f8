// The options of a command line as Kafka's tools read them: strictly, by whole names, in the notation of jopt-simple.

import { Failure } from './failure.ts';
import type { Job } from './job.ts';

/** One option of a tool. */
export interface Option {
  /** What it takes: nothing, or an argument that it must or may have. */
  readonly takes: 'nothing' | 'required' | 'optional';
  /** A few words about it, for the usage. */
  readonly about: string;
  /** It can only be given together with one of these. */
  readonly onlyWith?: readonly string[];
}

export type OptionTable<Name extends string = string> = Readonly<Record<Name, Option>>;

export const flag = (about: string, ...onlyWith: string[]): Option => ({ takes: 'nothing', about, onlyWith });
export const argument = (about: string): Option => ({ takes: 'required', about });
export const optional = (about: string, ...onlyWith: string[]): Option => ({
  takes: 'optional',
  about,
  onlyWith,
});

/** What every tool has. */
export const COMMON = {
  help: flag('Print usage information.'),
  version: flag('Display Kafka version.'),
} as const;

/** A command line that was read. `args` are its words as they came. */
export class Options<Name extends string = string> {
  readonly args: readonly string[];
  readonly #given: ReadonlyMap<string, readonly string[]>;

  constructor(args: readonly string[], given: ReadonlyMap<string, readonly string[]>) {
    this.args = args;
    this.#given = given;
  }

  has(name: Name): boolean {
    return this.#given.has(name);
  }

  /** Everything that was given for an option, in order. */
  values(name: Name): readonly string[] {
    return this.#given.get(name) ?? [];
  }

  /** What was given for an option; undefined if nothing. @throws `Failure` if it was given more than once. */
  value(name: Name): string | undefined {
    const values = this.values(name);
    if (values.length > 1)
      throw new Failure(
        'MultipleArgumentsForOptionException',
        `Found multiple arguments for option ${name}, but you asked for only one`,
      );
    return values[0];
  }

  /** The same as a whole number of Java's int or long. @throws `Failure` if it is none. */
  integer(name: Name, bits: 32 | 64): number | undefined {
    const text = this.value(name);
    return text === undefined ? undefined : asInteger(name, text, bits);
  }

  /** All that was given, as whole numbers. @throws `Failure` if one is none. */
  integers(name: Name, bits: 32 | 64): readonly number[] {
    return this.values(name).map((text) => asInteger(name, text, bits));
  }
}

function asInteger(name: string, text: string, bits: 32 | 64): number {
  const value = parseInteger(text, bits);
  if (value === null)
    throw new Failure(
      'OptionArgumentConversionException',
      `Cannot parse argument '${text}' of option ${name}`,
    );
  return value;
}

/** A whole number as Java's parseInt or parseLong reads it; null for anything else. */
export function parseInteger(text: string, bits: 32 | 64): number | null {
  if (!/^[-+]?\d+$/.test(text)) return null;
  const value = BigInt(text.replace('+', ''));
  return value === BigInt.asIntN(bits, value) ? Number(value) : null;
}

/**
 * Reads a command line. What is no option is overlooked. @throws `Failure` for an option that there is not, that lacks its argument, or
 * that does not go with the others. Kafka: joptsimple.OptionParser without abbreviations.
 */
export function parseOptions<Name extends string>(
  table: OptionTable<Name>,
  args: readonly string[],
): Options<Name> {
  const given = new Map<string, string[]>();
  const find = (name: string): Option | undefined =>
    Object.hasOwn(table, name) ? table[name as Name] : undefined;
  for (let at = 0; at < args.length; at++) {
    const word = args[at]!;
    if (word === '--') break;
    if (!looksLikeOption(word)) continue;
    const { dashes, name, attached } = /^(?<dashes>--?)(?<name>[^=]*)(?:=(?<attached>[^]*))?$/.exec(word)!
      .groups as { dashes: string; name: string; attached?: string };
    const option = find(name);
    if (!option) {
      // one dash may stand before several options of one letter
      const culprit = dashes === '--' ? name : ([...name].find((letter) => !find(letter)) ?? name);
      throw new Failure('UnrecognizedOptionException', `${culprit} is not a recognized option`);
    }
    const values = given.get(name) ?? [];
    given.set(name, values);
    if (option.takes === 'nothing') continue;
    const next = args[at + 1];
    if (attached !== undefined) values.push(attached);
    else if (option.takes === 'required') {
      if (next === undefined)
        throw new Failure('OptionMissingRequiredArgumentException', `Option ${name} requires an argument`);
      values.push(next);
      at++;
    } else if (next !== undefined && !looksLikeOption(next)) {
      values.push(next);
      at++;
    }
  }
  if (!given.has('help')) checkCompany(table, given);
  return new Options(args, given);
}

const looksLikeOption = (word: string): boolean => word.startsWith('-') && word !== '-';

function checkCompany(table: OptionTable, given: ReadonlyMap<string, unknown>): void {
  const alone = [...given.keys()].filter((name) => {
    const { onlyWith = [] } = table[name]!;
    return onlyWith.length > 0 && !onlyWith.some((other) => given.has(other));
  });
  if (alone.length > 0)
    throw new Failure(
      'UnavailableOptionException',
      `Option(s) [${alone.join(', ')}] are unavailable given other options on the command line`,
    );
}

/** Prints what is wrong and which options there are, and ends the tool. Kafka: CommandLineUtils.printUsageAndExit. */
export function printUsage(job: Job, table: OptionTable, message: string): never {
  job.err(message);
  const names = Object.keys(table).sort();
  const left = names.map(
    (name) => `--${name}${{ nothing: '', required: ' <value>', optional: ' [value]' }[table[name]!.takes]}`,
  );
  const width = Math.max(...left.map(({ length }) => length));
  job.err(`${'Option'.padEnd(width)}  Description`);
  job.err(`${'------'.padEnd(width)}  -----------`);
  names.forEach((name, n) => job.err(`${left[n]!.padEnd(width)}  ${table[name]!.about}`));
  return job.exit(1);
}

/** Reads a command line; what cannot be read is answered with the usage. */
export const parseOrUsage = <Name extends string>(
  job: Job,
  table: OptionTable<Name>,
  args: readonly string[],
): Options<Name> => parseOr((failure) => printUsage(job, table, failure.message), table, args);

/** Reads a command line; what cannot be read ends in a stack trace. */
export const parseOrTrace = <Name extends string>(
  job: Job,
  table: OptionTable<Name>,
  args: readonly string[],
): Options<Name> =>
  parseOr(
    (failure) => {
      job.err(failure.toString());
      return job.exit(1);
    },
    table,
    args,
  );

function parseOr<Name extends string>(
  fail: (failure: Failure) => never,
  table: OptionTable<Name>,
  args: readonly string[],
): Options<Name> {
  try {
    return parseOptions<Name>(table, args);
  } catch (thrown) {
    if (!(thrown instanceof Failure)) throw thrown;
    return fail(thrown);
  }
}

/** What a tool and its options are, for the checks that all tools make of their command lines. Kafka: CommandLineUtils. */
export class Usage<Name extends string> {
  readonly job: Job;
  readonly table: OptionTable<Name>;
  readonly options: Options<Name>;

  constructor(job: Job, table: OptionTable<Name>, options: Options<Name>) {
    this.job = job;
    this.table = table;
    this.options = options;
  }

  refuse(message: string): never {
    return printUsage(this.job, this.table, message);
  }

  /** Help, which is also printed where there are no words at all, and the version. */
  helpOrVersion(about: string): void {
    const { options, job } = this;
    if (options.args.length === 0 || options.has('help' as Name)) this.refuse(about);
    if (!options.has('version' as Name)) return;
    job.out('4.3.1');
    job.exit(0);
  }

  require(...names: readonly Name[]): void {
    for (const name of names)
      if (!this.options.has(name)) this.refuse(`Missing required argument "[${name}]"`);
  }

  /** Where an option is used, none of the others may be. */
  exclude(used: Name, others: readonly Name[]): void {
    if (!this.options.has(used)) return;
    const other = others.find((name) => this.options.has(name));
    if (other !== undefined) this.refuse(`Option "[${used}]" can't be used with option "[${other}]"`);
  }
}
