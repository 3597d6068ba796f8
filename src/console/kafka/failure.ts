// Exceptions as Kafka's tools print them: the class with its package, and its message.

import type { Refusal } from '../../engine/command.ts';

const ERRORS = 'org.apache.kafka.common.errors';

/** Where classes stand that are not among the protocol's errors. */
const PACKAGES: Readonly<Record<string, string>> = {
  AdminCommandFailedException: 'org.apache.kafka.tools',
  AdminOperationException: 'org.apache.kafka.tools',
  ClassNotFoundException: 'java.lang',
  CommitFailedException: 'org.apache.kafka.clients.consumer',
  ConfigException: 'org.apache.kafka.common.config',
  DateTimeParseException: 'java.time.format',
  ExecutionException: 'java.util.concurrent',
  IOException: 'java.io',
  IllegalArgumentException: 'java.lang',
  IllegalStateException: 'java.lang',
  JsonMappingException: 'com.fasterxml.jackson.databind',
  KafkaException: 'org.apache.kafka.common',
  MismatchedInputException: 'com.fasterxml.jackson.databind.exc',
  MultipleArgumentsForOptionException: 'joptsimple',
  NoSuchFileException: 'java.nio.file',
  NumberFormatException: 'java.lang',
  OptionArgumentConversionException: 'joptsimple',
  OptionMissingRequiredArgumentException: 'joptsimple',
  ParseException: 'java.text',
  PatternSyntaxException: 'java.util.regex',
  RuntimeException: 'java.lang',
  SerializationException: ERRORS,
  TerseException: 'org.apache.kafka.tools',
  UnavailableOptionException: 'joptsimple',
  UnrecognizedOptionException: 'joptsimple',
};

/** An exception that a tool throws, and prints in its own way. */
export class Failure extends Error {
  /** The class without its package. */
  override readonly name: string;

  readonly #says: boolean;

  /** @param message Without one there is none, which is not the same as an empty one. */
  constructor(name: string, message?: string) {
    super(message ?? '');
    this.name = name;
    this.#says = message !== undefined;
  }

  static of({ error, message }: Refusal): Failure {
    return new Failure(error, message);
  }

  /** What Java makes of it as text. */
  override toString(): string {
    const name = `${PACKAGES[this.name] ?? ERRORS}.${this.name}`;
    return this.#says ? `${name}: ${this.message}` : name;
  }

  /** The same as the cause of another exception, which has its text for a message. */
  within(name: 'ExecutionException' | 'RuntimeException'): Failure {
    return new Failure(name, this.toString());
  }
}
