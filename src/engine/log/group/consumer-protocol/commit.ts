// Which members of a group of the consumer protocol may commit. Kafka: ConsumerGroup.validateOffsetCommit.

import type { Refusal } from '../../../command.ts';
import type { Immutable } from '../../../vocabulary.ts';
import type { Consumer } from '../../consumer/state.ts';
import { kickedOut } from '../commit.ts';
import type { ConsumerGroup } from './state.ts';

/** What the coordinator refuses. */
export const refusalByCoordinator = (
  { members }: Immutable<ConsumerGroup>,
  { id }: Immutable<Consumer>,
): Refusal | null => (members.some(({ consumer }) => consumer === id) ? null : kickedOut());
