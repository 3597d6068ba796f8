// What a consumer subscribed to, as far as every run has to know of it. Matching patterns is in pattern.ts.

import type { Immutable } from '../../vocabulary.ts';
import type { Consumer } from './state.ts';

/** Whether a consumer reads as a member of its group: it subscribed, by names or by a pattern. */
export const isSubscribed = ({ subscription, pattern }: Immutable<Consumer>): boolean =>
  subscription.length > 0 || pattern !== null;
