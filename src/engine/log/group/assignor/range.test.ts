// The range assignor against the worked examples of the facts (kafka-groups §2.3).

import { expect, test } from 'vitest';
import { assignByRange } from './range.ts';
import { numbered } from '../../topic/topic.ts';
import type { LogState } from '../../state.ts';

/** `t=3,u=1` and `A:t B:t,u` (without topics: all), as in the table of worked examples. */
function range(sizes: string, members: string): string {
  const topics = Object.fromEntries(
    sizes.split(',').map((size) => {
      const [name, count] = size.split('=') as [string, string];
      return [name, { partitions: numbered(name, Number(count)) }];
    }),
  ) as unknown as LogState['topics'];
  const subscribers = members.split(' ').map((member) => {
    const [consumer, wanted] = member.split(':') as [string, string | undefined];
    return { consumer, subscription: wanted?.split(',') ?? Object.keys(topics) };
  });
  return Object.entries(assignByRange(topics, subscribers))
    .map(([consumer, partitions]) => `${consumer}=${partitions.join(',').replaceAll('-', '')}`)
    .join(' ');
}

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
  ['t=12', 'A B C D E', 'A=t0,t1,t2 B=t3,t4,t5 C=t6,t7 D=t8,t9 E=t10,t11'],
  ['t=2,u=2', 'A:t B:t,u', 'A=t0 B=t1,u0,u1'],
  ['t=1,u=2,v=3', 'A:t B:t,u C:t,u,v', 'A=t0 B=u0 C=u1,v0,v1,v2'],
  ['t=5,u=2', 'A:t,u B:t,u C:u', 'A=t0,t1,t2,u0 B=t3,t4,u1 C='],
  // by the code units of c-1-<uuid> < c-10-<uuid> < c-2-<uuid>
  ['t=3', 'c-2 c-10 c-1', 'c-2=t2 c-10=t1 c-1=t0'],
])('%s; %s', (topics, members, assignment) => expect(range(topics, members)).toBe(assignment));
