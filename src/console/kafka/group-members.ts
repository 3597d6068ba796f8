// The members of a group as its coordinator tells of them.

import type { ClassicGroup } from '../../engine/log/group/classic/state.ts';
import type { ConsumerGroup } from '../../engine/log/group/consumer-protocol/state.ts';
import type { Immutable } from '../../engine/vocabulary.ts';
import { kafkaId, uuid } from './identity.ts';
import type { Job } from './job.ts';

export interface DescribedMember {
  readonly id: string;
  readonly host: string;
  readonly clientId: string;
  /** Empty for a dynamic member. */
  readonly instanceId: string;
  readonly assignment: readonly string[];
  readonly target: readonly string[];
  /** Of members of a consumer group; else null. */
  readonly epoch: number | null;
  /** In a consumer group, whether it speaks that protocol itself; null in a classic group. */
  readonly upgraded: boolean | null;
}

const HOST = '/127.0.0.1';

/** In the order in which they joined; a broker tells of them in an order of its own. */
export function membersOf(job: Job, group: Immutable<ClassicGroup | ConsumerGroup>): DescribedMember[] {
  const { seed } = job.run.world;
  // ids that the engine counts end as random ones do
  const classicId = (id: string): string => id.replace(/-\d+$/, `-${uuid(seed, `member ${group.id} ${id}`)}`);
  if (group.type === 'classic')
    return group.members.map(({ id, clientId, instanceId, assignment }) => ({
      id: classicId(id),
      host: HOST,
      clientId,
      instanceId: instanceId ?? '',
      assignment,
      target: [],
      epoch: null,
      upgraded: null,
    }));
  return group.members.map(({ consumer, classic, instanceId, assignment, target, memberEpoch }) => ({
    id: classic ? classicId(classic.id) : kafkaId(seed, `member ${group.id} ${consumer}`),
    host: HOST,
    clientId: classic?.clientId ?? job.state.consumers[consumer]?.config['client.id'] ?? consumer,
    instanceId: instanceId ?? '',
    assignment,
    target,
    epoch: memberEpoch,
    upgraded: classic === null,
  }));
}
