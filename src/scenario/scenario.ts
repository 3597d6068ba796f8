// What a scenario is: one small business played into one or more lanes, and, for a lesson, the beats, bets and challenge that
// are told over it. Data only, JSON-serialisable; schema.ts checks it, compile.ts turns it into a run.

import type { PlannedSend, SendPlan } from '../engine/clients/state.ts';
import type { ClientsCommand } from '../engine/clients/command.ts';
import type { LogCommand } from '../engine/log/command.ts';
import type { QueueCommand } from '../engine/queue/command.ts';
import type { Instant, LaneId } from '../engine/vocabulary.ts';
import type { BrokerKind } from '../engine/world.ts';
import type { Predicate } from './predicate.ts';

export interface Scenario {
  /** Its name in links and file names, e.g. `one-message-two-worlds`. */
  readonly name: string;
  /** One line for lists and the page's title. */
  readonly title: string;
  readonly seed: number;
  /** The run ends here. */
  readonly until: Instant;
  readonly lanes: readonly LaneSpec[];
  readonly senders: readonly SenderSpec[];
  /** What is done when, in this order where instants are equal. Those at 0 set the stage. */
  readonly steps: readonly Step[];
  /** What the business should see; the stage shows it beside what there is. */
  readonly expects?: readonly Expectation[];
  /** Predicates over the end of the run that a test keeps true, each with what it says. */
  readonly claims: readonly Claim[];
  /** Absent in a bare scenario, which only keeps its claims. */
  readonly lesson?: Lesson;
}

/** One side of the stage. */
export interface LaneSpec {
  readonly id: LaneId;
  readonly broker: BrokerKind;
  /** Head of the lane: `Queue` or `Log` (with two of a kind, what tells them apart). */
  readonly title: string;
  /** What it is, beside the head: `RabbitMQ, one classic queue`. */
  readonly about: string;
  /** Broker settings that differ from the defaults. */
  readonly settings?: Readonly<Record<string, number>>;
}

export interface SenderSpec {
  readonly id: string;
  readonly plan: SendPlan;
  /** How long a send is under way to the brokers; 0 if absent. */
  readonly latencyMs?: number;
}

/** An engine command without its address: `in` names the lane (absent: every lane that knows it). */
export type Step = { readonly at: Instant } & Deed;

export type Deed = { readonly in?: LaneId } & (
  | Addressed<Exclude<LogCommand, { kind: 'send' }>>
  | Addressed<QueueCommand>
  | Addressed<Extract<ClientsCommand, { lane: LaneId }>>
  | { readonly do: 'send'; readonly producer: string; readonly send: Omit<PlannedSend, 'at'> }
);

type Addressed<Command extends { kind: string }> = Command extends unknown
  ? { readonly do: Command['kind'] } & Omit<Command, 'of' | 'lane' | 'kind'>
  : never;

/** Each send has this effect of this service exactly once. */
export interface Expectation {
  /** Whose sends; everybody's if absent. */
  readonly producer?: string;
  readonly service: string;
  readonly effect: string;
  /** Instead: each customer's last effect is for the last of that one's sends, e.g. an order's status. Not counted. */
  readonly latest?: boolean;
}

export interface Claim {
  readonly says: string;
  readonly holds: Predicate;
  /** When it is looked at; the end of the run if absent. */
  readonly at?: Instant;
  /** What somebody does on the way, by the ids of the lesson's actions. */
  readonly acts?: readonly { readonly at: Instant; readonly action: string }[];
}

/** What makes a scenario a lesson. Texts are plain; `*…*` is emphasis, `[…]` a term of the glossary, and a customer's name gets its colour
 * and glyph.
 */
export interface Lesson {
  readonly number: number;
  readonly part: 1 | 2 | 3 | 4;
  /** The one question it asks. */
  readonly question: string;
  /** Settings changed from the brokers' defaults, said openly under the stage. */
  readonly settings: string;
  readonly beats: readonly Beat[];
  readonly challenge: Challenge;
  /** The sentence to keep. */
  readonly keep: string;
  /** What this lesson leaves out, in one sentence. */
  readonly leavesOut: string;
  /** The lesson after this one, by name. */
  readonly next?: string;
}

export interface Beat {
  /** Short name in the address of a link. */
  readonly id: string;
  /** Head of the section that begins here. */
  readonly section?: string;
  /** The beat is reached when this first holds. What comes before the first beat is not shown: it is how the stage was set. */
  readonly when: Predicate;
  /** Head of the prose. */
  readonly title: string;
  /** One or two sentences, at most 240 characters. */
  readonly text: string;
  /** The one thing it points at: a service, worker, lane or partition by its name. */
  readonly focus?: string;
  /** The lanes that are on the stage meanwhile; all if absent. */
  readonly lanes?: readonly LaneId[];
  /** The turning point of the lesson. */
  readonly turning?: boolean;
  readonly bet?: Bet;
  /** What the learner may do here, by the ids of `actions`. */
  readonly actions?: readonly Action[];
}

/** A question with options of which exactly one is true. The answer is computed by running a copy of the world ahead. */
export interface Bet {
  readonly id: string;
  readonly question: string;
  readonly options: readonly { readonly id: string; readonly says: string; readonly holds: Predicate }[];
  /** The copy runs until this holds, or to the end of the run. */
  readonly until?: Predicate;
  /** Said once a bet was placed and its moment has come. */
  readonly because: string;
}

/** Something the learner does to the world. */
export interface Action {
  readonly id: string;
  readonly label: string;
  readonly deeds: readonly Deed[];
  /** While this holds the action would change nothing; `why` says so in a sentence. */
  readonly unless?: Predicate;
  readonly why?: string;
}

/** A goal over the world that the learner reaches by acting. */
export interface Challenge {
  readonly task: string;
  readonly goal: Predicate;
  readonly actions: readonly Action[];
  /** The lanes that are on the stage; all if absent. */
  readonly lanes?: readonly LaneId[];
  /** It starts at this instant of a run in which none of the scenario's later steps are done. */
  readonly from: Instant;
  /** For how long the world runs on after each action. */
  readonly runsForMs: number;
  /** A stored solution: ids of actions in order. A test proves that it works and nothing shorter does. */
  readonly solution: readonly string[];
  readonly hints: readonly { readonly id: string; readonly when: Predicate; readonly says: string }[];
  readonly solved: string;
}
