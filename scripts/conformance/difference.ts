// Where a model and a recording part.

/** One thing that a recording shows otherwise than the model does. */
export interface Difference {
  /** Index of the step in the recording, from 0. */
  step: number;
  expected: unknown;
  got: unknown;
  /** What is compared, or why it could not be. */
  note?: string;
}
