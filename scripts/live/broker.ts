// What the tool has to know of a broker to hold random conversations with it; a folder for each broker has the rest.

import type { Difference } from '../conformance/difference.ts';
import type { Conversation, Part, Step, Ties } from './conversation.ts';
import type { Script } from './script.ts';

export interface Broker {
  readonly name: string;
  readonly areas: Readonly<Record<string, Area>>;
  /** HOST:PORT where its own tools start it. */
  readonly address: string;
  /** How many conversations are held at once, unless it is said. */
  readonly threads: number;
  /** There can only be one at a time. */
  readonly alone?: true;
  /** @throws Misuse if there are no recorders */
  readonly find: (place: Place) => RealBroker;
  /** What the file of a conversation of an area opens with, beside its name; `settings` are the real broker's. */
  readonly head: (area: string, settings: Settings) => Head;
  /** Where its model parts from a recording. */
  readonly replay: (recording: unknown) => Difference[];
  /** What ties its steps together. */
  readonly ties: Ties;
  /** Whether a step may be left out. */
  readonly spare: (steps: readonly Step[], index: number) => boolean;
  /** The details that a step can do without. */
  readonly details: (step: Step, index: number) => Part[];
}

export interface Head {
  readonly format: string;
  readonly versions: readonly string[];
  readonly [field: string]: unknown;
}

/** What random conversations are about. */
export interface Area {
  /** How often it comes, beside the others. */
  readonly weight: number;
  readonly write: (script: Script) => void;
}

/** By the broker's own names. */
export type Settings = Readonly<Record<string, string>>;

export interface Place {
  /** HOST:PORT. */
  readonly address: string;
  /** The directory of the brokers' tools. */
  readonly brokers: string;
  /** How many conversations are held at once. */
  readonly threads: number;
}

/** A conversation as it went, or why the recorder could not bring it to its end. */
export type Answer = { readonly seen: Conversation } | { readonly trouble: string };

export interface RealBroker {
  /** What it was started with. */
  readonly settings: Settings;
  /** An answer to each, in their order; `patient` waits longer for what may still come. @throws Misuse if nobody answers */
  ask(conversations: readonly Conversation[], patient: boolean): Promise<Answer[]>;
  /** Lets go of it. */
  close(): void;
}
