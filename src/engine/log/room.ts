// Rooms of the log model: rules that only some runs need, kept apart so that a page need not load them. The rules that are always
// there ask for them by commands and import none of them.

import type { Context } from '../broker.ts';
import type { Refusal } from '../command.ts';
import type { Appliers } from './applier.ts';
import type { LogCommand, LogCommandOf } from './command.ts';
import type { View } from './copies.ts';
import type { LogFact } from './fact.ts';
import type { Reader, Settings } from './settings.ts';
import type { LogState } from './state.ts';
import type { TopicConfig } from './topic/config.ts';

/** Who answers each command. */
export type Rules = {
  readonly [Kind in LogCommand['kind']]: (context: Context, command: LogCommandOf<Kind>) => unknown;
};

export interface Room {
  readonly rules: Partial<Rules>;
  /** What the facts change that only these rules emit. */
  readonly facts: Partial<Appliers<LogFact>>;
  /** The broker settings that only these rules read. */
  readonly settings?: RoomSettings;
  /** What topics are unless they say otherwise, by all settings of the broker; a refusal for one that it would not start with. */
  readonly topicDefaults?: (broker: Settings) => TopicConfig | Refusal;
  /** Gives a state that was copied for a checkpoint or a fork its own copy of what only these rules keep in it. */
  readonly copy?: (state: LogState, view: View) => void;
}

/** How settings are read, and what the broker has where they are not given. */
export interface RoomSettings {
  readonly readers: Readonly<Record<string, Reader>>;
  readonly defaults: object;
}
