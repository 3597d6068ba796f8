// The range assignor against the worked examples of the facts (kafka-groups §2.3, §3.5).

import { expect, test } from 'vitest';
import { assignByRange } from './range.ts';
import { worked } from './worked-example.ts';

test.each([
  ['t=3', 'A', 'A=t0,t1,t2'],
  ['t=3', 'A B', 'A=t0,t1 B=t2'],
  ['t=4', 'A B', 'A=t0,t1 B=t2,t3'],
  ['t=3', 'A B C D', 'A=t0 B=t1 C=t2 D='],
  ['t=7', 'A B C', 'A=t0,t1,t2 B=t3,t4 C=t5,t6'],
  ['t=10', 'A B C D', 'A=t0,t1,t2 B=t3,t4,t5 C=t6,t7 D=t8,t9'],
  ['t=3,u=3', 'A B', 'A=t0,t1,u0,u1 B=t2,u2'],
  ['t=4,u=4', 'A B C', 'A=t0,t1,u0,u1 B=t2,u2 C=t3,u3'],
  ['t=3,u=1,v=2', 'A B', 'A=t0,t1,u0,v0 B=t2,v1'],
  ['t=1,u=1,v=1', 'A B C', 'A=t0,u0,v0 B= C='],
  ['t=6', 'A B C', 'A=t0,t1 B=t2,t3 C=t4,t5'],
  ['t=12', 'A B C D E', 'A=t0,t1,t2 B=t3,t4,t5 C=t6,t7 D=t8,t9 E=t10,t11'],
  ['t=2,u=2', 'A:t B:t,u', 'A=t0 B=t1,u0,u1'],
  ['t=1,u=2,v=3', 'A:t B:t,u C:t,u,v', 'A=t0 B=u0 C=u1,v0,v1,v2'],
  ['t=5,u=2', 'A:t,u B:t,u C:u', 'A=t0,t1,t2,u0 B=t3,t4,u1 C='],
  ['t=3', 'Z(i0) A B(i1)', 'Z=t0 A=t2 B=t1'],
  // of the consumer protocol
  ['t=4', 'A B C D E', 'A=t0 B=t1 C=t2 D=t3 E='],
  ['t=6', 'A<t0,t1,t2 B<t3,t4,t5 C', 'A=t0,t1 B=t2,t3 C=t4,t5'],
  ['t=7', 'A<t0,t1,t2,t3 B<t4,t5,t6 C', 'A=t0,t1,t2 B=t3,t4 C=t5,t6'],
  ['t=8', 'A<t0,t1,t2,t3 B<t4,t5,t6,t7 C', 'A=t0,t1,t2 B=t3,t4,t5 C=t6,t7'],
  ['t=5', 'A B<t0,t1,t2,t3,t4', 'A=t0,t1,t2 B=t3,t4'],
  ['t=3,u=2', 'A:t B:t,u C:u', 'A=t0,t1 B=t2,u0 C=u1'],
  // by code units, and passing over what does not exist
  ['t=3', 'c-2 c-10 c-1', 'c-2=t2 c-10=t1 c-1=t0'],
  ['t=2', 'b B:t,nope', 'b=t1 B=t0'],
])('%s; %s', (topics, members, assignment) =>
  expect(worked(assignByRange, topics, members)).toBe(assignment),
);
