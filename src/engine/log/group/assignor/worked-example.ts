// The notation of the facts' worked examples, for the tests of assignors: `t=3,u=1` are topics with their sizes, `A:t,u B` members
// with what they want (without topics: everything), `Z(i0)` one with an instance id, `A<t0,t1@5` one that owns those since generation 5.

import { numbered } from '../../topic/topic.ts';
import type { Assignor, Subscriber, Topics } from './assignor.ts';

const MEMBER =
  /^(?<id>[^:(<]+)(?:\((?<instance>.*)\))?(?::(?<topics>[^<]*))?(?:<(?<owned>[^@]*)(?:@(?<generation>\d+))?)?$/;

/** What an assignor makes of an example, as `A=t0,t1 B=`. */
export function worked(assign: Assignor, sizes: string, members: string): string {
  const topics: Topics = Object.fromEntries(
    sizes.split(',').map((size) => {
      const [name, count] = size.split('=') as [string, string];
      return [name, { partitions: numbered(name, Number(count)) }];
    }),
  );
  const assignment = assign(
    topics,
    members.split(' ').map((member) => subscriber(member, Object.keys(topics))),
  );
  return Object.entries(assignment)
    .map(([id, partitions]) => `${id}=${partitions.join(',').replaceAll('-', '')}`)
    .join(' ');
}

function subscriber(text: string, everything: readonly string[]): Subscriber {
  const { id, instance, topics, owned, generation } = MEMBER.exec(text)!.groups!;
  return {
    id: id!,
    instanceId: instance ?? null,
    topics: topics?.split(',') ?? everything,
    owned: owned ? owned.split(',').map((short) => short.replace(/(\d+)$/, '-$1')) : [],
    generation: owned ? Number(generation ?? 1) : -1,
  };
}
