// The uniform assignor against the worked examples of the facts (kafka-groups §3.5). The last ones were worked out by Kafka's own
// classes.

import { expect, test } from 'vitest';
import { assignUniformly } from './uniform.ts';
import { worked } from './worked-example.ts';

test.each([
  ['t=3', 'A B', 'A=t0 B=t1,t2'],
  ['t=7', 'A B C', 'A=t0,t1 B=t2,t3 C=t4,t5,t6'],
  ['t=3,u=3', 'A B', 'A=t0,t1,t2 B=u0,u1,u2'],
  ['t=4', 'A B C D E', 'A= B=t0 C=t1 D=t2 E=t3'],
  ['t=6', 'A<t0,t1,t2 B<t3,t4,t5 C', 'A=t0,t1 B=t3,t4 C=t2,t5'],
  ['t=7', 'A<t0,t1,t2,t3 B<t4,t5,t6 C', 'A=t0,t1,t2 B=t4,t5 C=t3,t6'],
  ['t=8', 'A<t0,t1,t2,t3 B<t4,t5,t6,t7 C', 'A=t0,t1,t2 B=t4,t5,t6 C=t3,t7'],
  ['t=5', 'A B<t0,t1,t2,t3,t4', 'A=t3,t4 B=t0,t1,t2'],
  ['t=2,u=2', 'A:t B:t,u', 'A=t0,t1 B=u0,u1'],
  ['t=3,u=2', 'A:t B:t,u C:u', 'A=t0,t2 B=t1 C=u0,u1'],
  // of members that want different topics
  ['t=4,u=6', 'A:t,u<t0,t1,t2,t3,u0,u1,u2 B:u<u3,u4,u5 C:u', 'A=t0,t1,t2,t3 B=u3,u4,u5 C=u0,u1,u2'],
  [
    't=6,u=2,v=4',
    'A:t,u<t0,t1,t2,t3,t4,t5 B:u,v C:t,v<v0,v1,v2,v3',
    'A=t0,t1,t2,t3,t4 B=u0,u1,v3 C=t5,v0,v1,v2',
  ],
  ['t=4,u=2', 'A:t<t0,t1,t2,t3 B:t,u C:u,t', 'A=t0,t1 B=t3,u0 C=t2,u1'],
])('%s; %s', (topics, members, assignment) =>
  expect(worked(assignUniformly, topics, members)).toBe(assignment),
);
