// Which topics an action of kafka-topics is about.

import { Failure } from './failure.ts';
import { internalTopics, isInternal } from './internal-topics.ts';
import type { Job } from './job.ts';
import type { Given } from './kafka-topics-options.ts';
import { topicFilter } from './topic-filter.ts';

export const illegal = (message: string): Failure => new Failure('IllegalArgumentException', message);

/** The topics that are meant, by name. */
export function topicsMeant(job: Job, options: Given): string[] {
  const expression = options.value('topic');
  const meant = expression === undefined ? () => true : topicFilter(expression);
  const own = Object.keys(job.state.topics);
  const all = [...new Set([...own, ...internalTopics(job)])];
  const hidden = options.has('exclude-internal') ? isInternal : () => false;
  return all.filter((topic) => meant(topic) && !hidden(topic)).sort();
}

/** Who asks for a topic that there is not gets an error. @throws `Failure` */
export function requireSome(topics: readonly string[], options: Given): void {
  const asked = options.value('topic');
  if (asked !== undefined && asked !== '' && topics.length === 0 && !options.has('if-exists'))
    throw illegal(`Topic '${asked}' does not exist as expected`);
}
