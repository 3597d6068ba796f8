// The shared nouns of the engine: identifiers, instants and payloads. Nouns that belong to one broker live in its folder.

/** Virtual milliseconds since the run began; an integer. Wall-clock time is `World.epoch + Instant`. */
export type Instant = number;

/** A position in a partition, counted from 0, never renumbered. */
export type Offset = number;

/** Kafka's wall-clock milliseconds on a record: `World.epoch + Instant` unless the sender gave its own. */
export type Timestamp = number;

/** One side of the stage: a broker with its own clients, e.g. `queue` or `log`. */
export type LaneId = string;

export type ProducerId = string;
export type ConsumerId = string;
export type GroupId = string;

/** Number of a send in the workload, from 0; the same in every lane, so that one thing can be followed through all of them. */
export type SendId = number;

/**
 * Bytes, written the way recordings write them: UTF-8 text, hexadecimal, or one ASCII character so many times.
 * `sizeOf` and `bytesOf` in `payload.ts` read them.
 */
export type Payload = string | { readonly hex: string } | { readonly fill: string; readonly size: number };

/** Reads like the world it is made from, and cannot be written through. Outside `apply` worlds are seen this way. */
export type Immutable<T> = T extends (infer Item)[]
  ? readonly Immutable<Item>[]
  : T extends object
    ? { readonly [Field in keyof T]: Immutable<T[Field]> }
    : T;
