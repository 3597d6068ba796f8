// The contract between the engine and a broker model. The engine knows lanes, facts and an agenda; what an ack or a commit
// means, only a model knows. A run is given the models that it uses, so that a page loads no others.

import type { ClientAdapter } from './clients/adapter.ts';
import type { Command } from './command.ts';
import type { Fact } from './fact.ts';
import type { BrokerKind, Lane, ReadonlyWorld, World } from './world.ts';

/** What rules may use: the world to read, facts to emit, other parts of the engine to ask. */
export interface Context {
  /** The world as all facts emitted so far have made it. */
  readonly world: ReadonlyWorld;
  /** The brokers of this run. */
  readonly models: Models;
  /** Makes a fact true: it is applied before this returns, and stands in the journal for good. */
  emit(fact: Fact): void;
  /** Asks something else, at this instant, and gives its answer. */
  ask(command: Command): unknown;
}

/** A broker: how it decides and what its facts change. */
export interface BrokerModel {
  readonly kind: BrokerKind;
  /** How senders and workers use it. */
  readonly clients: ClientAdapter;
  /** Its state when it comes up, empty. `settings` by the broker's own names; unknown ones are ignored. */
  create(settings: object): Lane['state'];
  /**
   * All rules. Reads the world, changes it only by emitting facts, and gives what the asking client would see:
   * an answer, or a `Refusal`.
   */
  decide(context: Context, command: Command): unknown;
  /** The only place where this broker's state changes. Decides nothing. */
  apply(world: World, fact: Fact): void;
  /** Copies the small parts and shares append-only storage. */
  copy(state: Lane['state']): Lane['state'];
  /** Copies everything that this state's future could change. */
  detach(state: Lane['state']): Lane['state'];
}

/** The broker models of a run, by the kind of broker. */
export type Models = Readonly<Record<BrokerKind, BrokerModel>>;

/** Models for a run that has only such lanes. A lane without its model is an error when the run is opened. */
export const createModels = (...models: readonly BrokerModel[]): Models =>
  Object.fromEntries(models.map((model) => [model.kind, model])) as Models;
