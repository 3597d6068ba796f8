// What the programs around the brokers know: senders that follow a plan, workers that read, work and settle, and the effects
// they have on the outside world. Workers sit on the brokers' primitives and follow the same facts as everybody else.

import type { Settings } from '../log/settings.ts';
import type { QueueCommandOf } from '../queue/command.ts';
import type { StreamOffset } from '../queue/stream/offset.ts';
import type { Store } from '../store.ts';
import type { GroupId, Immutable, Instant, LaneId, ProducerId, SendId } from '../vocabulary.ts';

export type WorkerId = string;

export interface ClientsState {
  senders: Record<ProducerId, Sender>;
  /** Everything that was ever sent, once, whatever the number of lanes. A send's id is its index. */
  sends: Store<Send>;
  /** Workers by lane and name. */
  workers: Record<LaneId, Record<WorkerId, Worker>>;
  /** What workers did to the outside world, in order, by lane. */
  effects: Record<LaneId, Store<Effect>>;
  /** Per lane: what the outside world recognises as done already, as `service/effect/order`. */
  recognised: Record<LaneId, Record<string, true>>;
  /** Per lane: what publishers that wait for confirms were answered so far. */
  confirms: Record<LaneId, Record<ProducerId, Confirms>>;
}

/** How many publishes were confirmed, refused, and returned as unroutable (and confirmed). */
export interface Confirms {
  readonly ack: number;
  readonly nack: number;
  readonly returned: number;
}

/** One thing that happened in the business, told to every lane. */
export interface Send {
  readonly id: SendId;
  readonly producer: ProducerId;
  /** Whose it is: a customer. Null where nobody cares. */
  readonly key: string | null;
  /** The order it belongs to; two sends may belong to one order (opened, paid). Null: one of its own, see `orderOf`. */
  readonly order: string | null;
  /** What happened, e.g. `placed`. */
  readonly what: string;
  /** Whole euros. */
  readonly amount: number;
  /** Says that its key is no more: it has no value. */
  readonly tombstone?: true;
  readonly sentAt: Instant;
}

/** What a broker stores of a send: its amount, where it has none what happened, and nothing of a tombstone. */
export const valueOf = ({
  amount,
  what,
  tombstone,
}: Pick<Send, 'amount' | 'what' | 'tombstone'>): string | null =>
  tombstone ? null : amount === 0 && what !== 'placed' ? what : String(amount);

/** What a plan says of one send; the rest follows from when it is sent. */
export interface PlannedSend {
  readonly at: Instant;
  readonly key: string | null;
  readonly order?: string;
  readonly what?: string;
  readonly amount?: number;
  readonly tombstone?: true;
}

/** Sends one after another: either listed, or made by a rule for large runs. */
export type SendPlan =
  | { readonly list: readonly PlannedSend[] }
  /** `count` sends, `everyMs` apart from `from` on, for these keys in turn. */
  | {
      readonly count: number;
      readonly everyMs: number;
      readonly from: Instant;
      readonly keys: readonly string[];
    };

export interface Sender {
  id: ProducerId;
  plan: SendPlan;
  /** How long what it sends is under way to each broker. */
  latencyMs: number;
  /** How many sends of the plan are done. */
  sent: number;
  /** How often it was pointed elsewhere since it runs, by lane: each time its program or its settings had to change. */
  changes: Record<LaneId, number>;
}

/** Where a lane takes the sends of a producer. */
export type Route =
  /** To a topic: keyed by the send's key (default), without a key, or to the partition named, be it one or one per key. */
  | {
      readonly topic: string;
      readonly keyed?: boolean;
      readonly partition?: number | Readonly<Record<string, number>>;
    }
  /** To an exchange; without `key` the send's own key is the routing key. What else its publishers say of each message is in `as`. */
  | {
      readonly exchange: string;
      readonly key?: string;
      readonly as?: Publishing;
      /** The publisher waits for the broker's answers; what is refused it publishes again after this long, if at all. */
      readonly confirms?: { readonly retryMs?: number };
    }
  /** To the left end of a list, to a stream, or to whoever listens to a channel. */
  | { readonly list: string }
  | { readonly stream: string }
  | { readonly channel: string }
  /** No broker: a call to each of these services, which is answered or fails at once. */
  | { readonly calls: readonly string[] };

/** Properties of a message, and flags of its publishing, as basic.publish has them. */
export type Publishing = Pick<
  QueueCommandOf<'publish'>,
  'headers' | 'cc' | 'bcc' | 'persistent' | 'priority' | 'expiration' | 'mandatory'
>;

/** What a worker does with each record or message, as data. */
export interface WorkerSpec {
  readonly id: WorkerId;
  /** Whose work it does: the name its effects are booked under, and the group it joins in a log, unless its `config` names another. */
  readonly service: string;
  /** The topic or queue it reads, or the name under which it is called. */
  readonly source: string;
  /** How long what is handed over is under way to it. */
  readonly fetchMs?: number;
  /** How long it works on one. */
  readonly workMs: number;
  /** Orders that take it another time, by their names. */
  readonly slow?: Readonly<Record<string, number>>;
  /** How long until the broker has its ack or commit. */
  readonly settleMs?: number;
  /** Acks or commits after the work (default), before it, or not at all. */
  readonly settle?: 'after' | 'before' | 'never';
  /** Queue lanes: most unacknowledged messages at a time; 0 is no limit. Default 1. */
  readonly prefetch?: number;
  /** Queue lanes: further queues that it consumes on the same channel. */
  readonly also?: readonly string[];
  /** Queue lanes: whether `prefetch` limits each of its consumers (default) or all of its channel together. */
  readonly prefetchOf?: 'consumer' | 'channel';
  /** Queue lanes: arguments of basic.consume. */
  readonly args?: { readonly 'x-priority'?: number; readonly 'x-stream-offset'?: StreamOffset };
  /** Queue lanes: nobody else may consume these queues. */
  readonly exclusive?: boolean;
  /** Queue lanes: the messages count as acknowledged when they are handed over. */
  readonly noAck?: boolean;
  /**
   * Log lanes: reads as a member of the share group `service`, and accepts. Redis lanes: pops from the list (default; nothing to
   * settle), moves to a list of its own and removes from there, reads a stream as a member of the group `service` and acknowledges,
   * or listens to a channel (nothing to settle).
   */
  readonly take?: 'share' | 'pop' | 'move' | 'group' | 'listen';
  /** Log lanes: consumer settings that differ from Kafka's defaults, and `group.id` where the group has another name than the service. */
  readonly config?: Settings;
  /** Log lanes: reads exactly these partitions, outside any rebalance. */
  readonly partitions?: readonly string[];
  readonly effects?: readonly EffectRule[];
  /** Gives back (or gives up) the first try of these orders instead of settling them. */
  readonly refuses?: { readonly orders: readonly string[]; readonly requeue: boolean };
}

/** One effect a worker has per record. */
export interface EffectRule {
  /** Its name, e.g. `charge`, `mail`. */
  readonly effect: string;
  /** A bug: amounts above this are passed over. */
  readonly skipsAmountsOver?: number;
  /** The outside world recognises the order and does not do it twice (an idempotency key). */
  readonly once?: boolean;
  /** Happens only if this other effect really happened for the same record, e.g. a mail after a charge. */
  readonly onlyAfter?: string;
}

export type WorkerStatus = 'idle' | 'working' | 'crashed' | 'stopped';

export interface Worker {
  spec: WorkerSpec;
  status: WorkerStatus;
  /** Counts its starts; what an earlier life had planned is void. */
  incarnation: number;
  /** What it is working on; null unless `working`. */
  job: Job | null;
  /** Handed over and not begun, in order. */
  pending: Kept[];
  /** How many it finished, over all its lives. */
  done: number;
  /** Log lanes: how many partitions its rebalance listener was told to give up while it ran, over all its lives. */
  gaveUp: number;
  /** The broker's client it reads through in this life. */
  client: string;
}

/** One record or message that a worker holds. */
export interface Kept {
  /** Partition or queue it came from. */
  readonly source: string;
  /** Its offset there, or its sequence in the queue. */
  readonly position: number;
  /** Queue lanes: its delivery tag; share groups: its delivery count; 0 where the broker waits for no answer. */
  readonly tag: number;
  readonly redelivered: boolean;
  readonly send: SendId | null;
}

/** One record or message in a worker's hands. */
export interface Job extends Kept {
  /** In the worker's hands from here (before: on its way). */
  readonly beginAt: Instant;
  readonly doneAt: Instant;
}

export interface Effect {
  readonly service: string;
  readonly effect: string;
  readonly worker: WorkerId;
  readonly send: SendId;
  readonly order: string;
  readonly key: string | null;
  readonly amount: number;
  readonly at: Instant;
}

/** Redis lanes: the list in which a worker that moves its work keeps what it works on. */
export const busyListOf = ({ source, id }: Pick<WorkerSpec, 'source' | 'id'>): string => `${source}:${id}`;

/** The name of a send's order; where the plan gave none, its number counted from 1. */
export const orderOf = ({ order, id }: Pick<Send, 'order' | 'id'>): string => order ?? String(id + 1);

/** The group that a worker joins in a log. */
export const groupOf = ({ service, config }: Immutable<Pick<WorkerSpec, 'service' | 'config'>>): GroupId =>
  String(config?.['group.id'] ?? service);
