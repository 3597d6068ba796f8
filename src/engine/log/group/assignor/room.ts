// All assignors, of both protocols.

import type { Room } from '../../room.ts';
import type { Assignor } from './assignor.ts';
import { assignByRange } from './range.ts';
import { assignRoundRobin } from './round-robin.ts';
import { assignCooperativeSticky, assignSticky } from './sticky.ts';
import { assignUniformly } from './uniform.ts';

/** By the name that clients and brokers give them. */
export const ASSIGNORS: Readonly<Record<string, Assignor>> = {
  range: assignByRange,
  roundrobin: assignRoundRobin,
  sticky: assignSticky,
  'cooperative-sticky': assignCooperativeSticky,
  uniform: assignUniformly,
};

export const assignorRoom: Room = {
  rules: {
    'deal-out': (_context, { assignor, topics, members }) => ASSIGNORS[assignor]!(topics, members),
  },
  facts: {},
};
