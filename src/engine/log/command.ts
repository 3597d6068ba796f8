// Everything that can be asked of a log lane: what clients do (they answer at once and take no time), and what the agenda
// brings back when it is due.

import type { TopicCommand } from './topic/command.ts';
import type { StorageCommand } from './storage/command.ts';
import type { ProducerCommand } from './producer/command.ts';
import type { ConsumerCommand } from './consumer/command.ts';
import type { AssignorCommand } from './group/assignor/command.ts';
import type { ClassicGroupCommand } from './group/classic/command.ts';
import type { ConsumerGroupCommand } from './group/consumer-protocol/command.ts';
import type { ShareGroupCommand } from './group/share/command.ts';
import type { GroupCommand } from './group/command.ts';
import type { ProducerStateCommand } from './producer-state/command.ts';
import type { TransactionCommand } from './transaction/command.ts';

/**
 * Every command may be answered by a `Refusal` that names Kafka's exception; what else is answered stands with each.
 * Where nothing stands, it is `{}`.
 */
export type LogCommand =
  | TopicCommand
  | StorageCommand
  | ProducerCommand
  | ConsumerCommand
  | GroupCommand
  | ClassicGroupCommand
  | ConsumerGroupCommand
  | ShareGroupCommand
  | AssignorCommand
  | ProducerStateCommand
  | TransactionCommand;

/** One command by its kind, for the rules that answer it. */
export type LogCommandOf<Kind extends LogCommand['kind']> = Extract<LogCommand, { readonly kind: Kind }>;
