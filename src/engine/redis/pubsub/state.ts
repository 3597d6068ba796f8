// Who listens to which channel. Nothing that is published is kept.

import type { ClientId } from '../of.ts';

/** Never changed. */
export interface Subscription {
  readonly client: ClientId;
  readonly by: 'channel' | 'pattern';
  /** The channel's name, or the pattern that names must match. */
  readonly name: string;
}
