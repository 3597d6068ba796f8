// The groups that an action of kafka-consumer-groups is about, and how it says that something went wrong.

import { type ListedGroup, listedGroups } from './groups.ts';
import type { Job } from './job.ts';
import type { Given } from './kafka-consumer-groups-options.ts';

/** The groups that an action is about, in the order given. */
export function groupsMeant(job: Job, options: Given): string[] {
  const ids = options.has('all-groups') ? consumerGroups(job).map(({ id }) => id) : options.values('group');
  return [...new Set(ids)];
}

/** All groups of consumers, of either protocol. */
export const consumerGroups = (job: Job): ListedGroup[] =>
  listedGroups(job).filter(({ type }) => type !== 'Share');

/** Most of what goes wrong is printed where the rest is, and the tool ends well. */
export function printError(job: Job, message: string): void {
  job.out();
  job.out(`Error: ${message}`);
}
