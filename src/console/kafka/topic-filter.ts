// Which topics a tool's `--topic` means: a regular expression in which commas stand between alternatives. Kafka: TopicFilter.IncludeList.

import { compile } from '../../engine/log/consumer/pattern.ts';
import { Failure } from './failure.ts';

/** Whether a topic is meant. @throws `Failure` if the expression is none. */
export function topicFilter(expression: string): (topic: string) => boolean {
  const cleaned = expression
    .trim()
    .replaceAll(',', '|')
    .replaceAll(' ', '')
    .replace(/^["']+/, '')
    .replace(/["']+$/, '');
  const pattern = compile(cleaned);
  if (!pattern) throw new Failure('RuntimeException', `${cleaned} is an invalid regex.`);
  return (topic) => pattern.test(topic);
}
