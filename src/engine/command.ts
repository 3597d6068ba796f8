// Everything that can be asked of a world: commands to a broker, to clients, and by the scenario to the clock's agenda.

import type { ClientsCommand } from './clients/command.ts';
import type { LogCommand } from './log/command.ts';
import type { QueueCommand } from './queue/command.ts';
import type { RedisCommand } from './redis/command.ts';
import type { Instant } from './vocabulary.ts';

export type Command = LogCommand | QueueCommand | RedisCommand | ClientsCommand | AgendaCommand;

/** Puts other commands on the agenda: how a scenario's plan enters a world. */
export interface AgendaCommand {
  readonly of: 'agenda';
  readonly kind: 'plan';
  readonly at: Instant;
  readonly command: Command;
}

/**
 * What a client sees when a broker or a client library says no. Nothing changed but what the refusal itself changes
 * (a closed channel).
 */
export interface Refusal {
  /** The error's own name: Kafka's exception class, AMQP's reply text. */
  readonly error: string;
  /** The protocol's number for it, where it has one. */
  readonly code?: number;
  /** The class of what caused it, where the error is a bare KafkaException. */
  readonly cause?: string;
  /** One sentence. */
  readonly message: string;
}

export const isRefusal = (answer: unknown): answer is Refusal =>
  typeof answer === 'object' && answer !== null && (answer as Partial<Refusal>).error !== undefined;
