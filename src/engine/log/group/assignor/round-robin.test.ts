// The round robin assignor against the worked examples of the facts (kafka-groups §2.3).

import { expect, test } from 'vitest';
import { assignRoundRobin } from './round-robin.ts';
import { worked } from './worked-example.ts';

test.each([
  ['t=3', 'A', 'A=t0,t1,t2'],
  ['t=3', 'A B', 'A=t0,t2 B=t1'],
  ['t=4', 'A B', 'A=t0,t2 B=t1,t3'],
  ['t=3', 'A B C D', 'A=t0 B=t1 C=t2 D='],
  ['t=7', 'A B C', 'A=t0,t3,t6 B=t1,t4 C=t2,t5'],
  ['t=10', 'A B C D', 'A=t0,t4,t8 B=t1,t5,t9 C=t2,t6 D=t3,t7'],
  ['t=3,u=3', 'A B', 'A=t0,t2,u1 B=t1,u0,u2'],
  ['t=4,u=4', 'A B C', 'A=t0,t3,u2 B=t1,u0,u3 C=t2,u1'],
  ['t=3,u=1,v=2', 'A B', 'A=t0,t2,v0 B=t1,u0,v1'],
  ['t=1,u=1,v=1', 'A B C', 'A=t0 B=u0 C=v0'],
  ['t=6', 'A B C', 'A=t0,t3 B=t1,t4 C=t2,t5'],
  ['t=12', 'A B C D E', 'A=t0,t5,t10 B=t1,t6,t11 C=t2,t7 D=t3,t8 E=t4,t9'],
  ['t=2,u=2', 'A:t B:t,u', 'A=t0 B=t1,u0,u1'],
  ['t=1,u=2,v=3', 'A:t B:t,u C:t,u,v', 'A=t0 B=u0 C=u1,v0,v1,v2'],
  ['t=5,u=2', 'A:t,u B:t,u C:u', 'A=t0,t2,t4 B=t1,t3,u0 C=u1'],
  ['t=3', 'Z(i0) A B(i1)', 'Z=t0 A=t2 B=t1'],
])('%s; %s', (topics, members, assignment) =>
  expect(worked(assignRoundRobin, topics, members)).toBe(assignment),
);
