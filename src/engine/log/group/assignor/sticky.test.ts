// The sticky assignors against the worked examples of the facts (kafka-groups §2.3, §2.4). The last ones of each table were worked
// out by Kafka's own classes.

import { describe, expect, test } from 'vitest';
import { assignCooperativeSticky, assignSticky } from './sticky.ts';
import { worked } from './worked-example.ts';

test.each([
  ['t=3', 'A', 'A=t0,t1,t2'],
  ['t=3', 'A B', 'A=t0,t2 B=t1'],
  ['t=3', 'A B C D', 'A=t0 B=t1 C=t2 D='],
  ['t=7', 'A B C', 'A=t0,t3,t6 B=t1,t4 C=t2,t5'],
  ['t=10', 'A B C D', 'A=t0,t4,t8 B=t1,t5,t9 C=t2,t6 D=t3,t7'],
  ['t=4,u=4', 'A B C', 'A=t0,t3,u2 B=t1,u0,u3 C=t2,u1'],
  ['t=3,u=1,v=2', 'A B', 'A=t0,t2,v0 B=t1,u0,v1'],
  ['t=12', 'A B C D E', 'A=t0,t5,t10 B=t1,t6,t11 C=t2,t7 D=t3,t8 E=t4,t9'],
  ['t=2,u=2', 'A:t B:t,u', 'A=t0,t1 B=u0,u1'],
  ['t=1,u=2,v=3', 'A:t B:t,u C:t,u,v', 'A=t0 B=u0,u1 C=v0,v1,v2'],
  ['t=5,u=2', 'A:t,u B:t,u C:u', 'A=t0,t2,t4 B=t1,t3 C=u0,u1'],
  // it looks at member ids alone
  ['t=3', 'Z(i0) A B(i1)', 'Z=t2 A=t0 B=t1'],
  // in a group that exists
  ['t=4,u=3', 'A<t0,t1,t2,t3,u0,u1,u2 B C', 'A=t0,t1,u0 B=t2,u1 C=t3,u2'],
  ['t=6', 'A<t0,t1,t2 B<t3,t4,t5 C', 'A=t0,t1 B=t3,t4 C=t2,t5'],
  ['t=5', 'A<t0,t1 B<t2,t3 C', 'A=t0,t1 B=t2,t3 C=t4'],
  ['t=2,u=4', 'A:t,u<t0,t1,u0,u1 B:u<u2,u3 C:t', 'A=u0,u1 B=u2,u3 C=t0,t1'],
  ['t=6,u=2', 'A:t,u<t0,t1,t2,t3,t4 B:t,u<t5,u0,u1 C:t D:u', 'A=t2,t3,t4 B=t5,u1 C=t0,t1 D=u0'],
  ['t=3,u=3', 'A:t<t0,t1,t2@5 B:t,u<t0,u0@4 C:u', 'A=t0,t1,t2 B=u0,u2 C=u1'],
])('sticky: %s; %s', (topics, members, assignment) =>
  expect(worked(assignSticky, topics, members)).toBe(assignment),
);

describe('cooperative', () => {
  test.each([
    ['t=4', 'A<t0,t1,t2,t3 B', 'A=t0,t1 B='],
    ['t=4', 'A<t0,t1@2 B', 'A=t0,t1 B=t2,t3'],
    ['t=3', 'A<t0,t1 B<t2 C', 'A=t0 B=t2 C='],
    ['t=3', 'A<t0@2 B<t2@2 C', 'A=t0 B=t2 C=t1'],
    ['t=6', 'A<t0,t1 C<t2,t5', 'A=t0,t1,t3 C=t2,t4,t5'],
    ['t=3,u=3', 'A<t0,t1,t2,u0,u1,u2 B', 'A=t0,t1,u0 B='],
    ['t=6', 'A<t0,t1,t2@5 B<t2,t3,t4,t5@4', 'A=t0,t1,t2 B=t3,t4,t5'],
    ['t=6', 'A<t0,t1,t2@5 B<t2,t3,t4,t5@5', 'A=t0,t1 B=t3,t4,t5'],
    ['t=2,u=4', 'A:t,u<t0,t1,u0,u1 B:u<u2,u3 C:t', 'A=u0,u1 B=u2,u3 C='],
    ['t=6,u=2', 'A:t,u<t0,t1,t2,t3,t4 B:t,u<t5,u0,u1 C:t D:u', 'A=t2,t3,t4 B=t5,u1 C= D='],
    ['t=3,u=3', 'A:t<t0,t1,t2@5 B:t,u<t0,u0@4 C:u', 'A=t0,t1,t2 B=u0,u2 C=u1'],
  ])('%s; %s', (topics, members, assignment) =>
    expect(worked(assignCooperativeSticky, topics, members)).toBe(assignment),
  );
});
