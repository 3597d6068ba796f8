// What a group of the consumer protocol may do next, as its coordinator sees it. Nobody waits for anybody in it: the state says how
// far the group is on its way, not what its members may do. Why it moves, the rules of the log model decide.

import { createMachine } from 'xstate';
import { transitionsOf } from './transitions.ts';

/** Kafka: ConsumerGroup.ConsumerGroupState, ConsumerGroup.maybeUpdateGroupState. */
export const consumerGroupLifecycle = createMachine({
  id: 'consumer-group',
  initial: 'Empty',
  states: {
    /**
     * No members; committed offsets may remain, and can be reset and committed from outside. The group can be deleted, and becomes
     * a classic one if a classic member joins. Out: ADMIT when somebody joins; DELETE.
     */
    Empty: { on: { ADMIT: 'Assigning', DELETE: 'Dead' } },
    /**
     * The group epoch is ahead of the target: who is to have what is still to be computed, by the next heartbeat that may. Everybody
     * reads on with what he has. Out: ASSIGN; EMPTY when the last member is gone. ADMIT, AWAY and BUMP change nothing more.
     */
    Assigning: {
      on: { ADMIT: 'Assigning', AWAY: 'Assigning', BUMP: 'Assigning', ASSIGN: 'Reconciling', EMPTY: 'Empty' },
    },
    /**
     * The target is known, and some member is not there yet: it still has to give something up, or waits for what others have to
     * give up, or is away for a while. Out: SETTLE when all have what is meant for them; BUMP, without which there is no other
     * target; EMPTY.
     */
    Reconciling: {
      on: { ADMIT: 'Reconciling', AWAY: 'Reconciling', SETTLE: 'Stable', BUMP: 'Assigning', EMPTY: 'Empty' },
    },
    /**
     * Everybody has what is meant for him. Out: BUMP when members, what they subscribe to or its partitions change; AWAY when a
     * static member leaves for a while; ADMIT when somebody joins whose topics are still to be found; EMPTY.
     */
    Stable: { on: { ADMIT: 'Reconciling', AWAY: 'Reconciling', BUMP: 'Assigning', EMPTY: 'Empty' } },
    /** Deleted, with all that it committed. No way out. */
    Dead: { type: 'final' },
  },
});

/** The same as a table, for the engine. */
export const CONSUMER_GROUP = transitionsOf(consumerGroupLifecycle);
