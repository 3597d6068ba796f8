// kafka-topics --describe: a line for each topic, and one for each of its partitions. Kafka: TopicCommand.

import { hashOfText, hashOrder } from './hash-order.ts';
import { kafkaId } from './identity.ts';
import type { Job } from './job.ts';
import { type Given, REPORTS } from './kafka-topics-options.ts';
import { settingsOf } from './topic-settings.ts';
import { illegal, requireSome, topicsMeant } from './topics-meant.ts';

/** The number of the broker, of which there is one. */
const BROKER = 1;

export function describeTopics(job: Job, options: Given): void {
  options.integer('partition-size-limit-per-response', 32);
  const whole = REPORTS.every((report) => !options.has(report));
  // a broker is in sync with itself and is there
  const shown = whole || options.has('at-min-isr-partitions');
  for (const name of topicsInOrder(job, options)) {
    const topic = job.state.topics[name];
    if (!topic) continue;
    const configs = settingsOf(job.state, topic).filter(({ isDefault }) => !isDefault);
    if (whole)
      job.out(
        [
          `Topic: ${name}`,
          `TopicId: ${topicIdOf(job, topic.id)}`,
          `PartitionCount: ${topic.partitions.length}`,
          'ReplicationFactor: 1',
          `Configs: ${configs.map((one) => `${one.name}=${one.value}`).join(',')}`,
        ].join('\t'),
      );
    if (!shown || options.has('topics-with-overrides')) continue;
    for (let number = 0; number < topic.partitions.length; number++)
      job.out(
        `\tTopic: ${name}\tPartition: ${number}\tLeader: ${BROKER}\tReplicas: ${BROKER}\tIsr: ${BROKER}\tElr: \tLastKnownElr: `,
      );
  }
}

/** Kafka: DescribeTopicsResult.all. */
function topicsInOrder(job: Job, options: Given): string[] {
  const topics = topicsDescribed(job, options);
  return hashOrder(topics, hashOfText, topics.length);
}

const topicIdOf = ({ run }: Job, id: number): string => kafkaId(run.world.seed, `topic ${id}`);

const ZERO_ID = 'A'.repeat(22);

/** By their id if one is given, else by name. */
function topicsDescribed(job: Job, options: Given): string[] {
  const id = options.value('topic-id');
  if (id !== undefined) checkTopicId(id);
  if (id === undefined || id === ZERO_ID) {
    const topics = topicsMeant(job, options);
    requireSome(topics, options);
    return topics;
  }
  const found = Object.values(job.state.topics).find((topic) => topicIdOf(job, topic.id) === id);
  if (!found && !options.has('if-exists')) throw illegal(`TopicId '${id}' does not exist as expected`);
  return found ? [found.name] : [];
}

/** Kafka: Uuid.fromString. */
function checkTopicId(id: string): void {
  if (id.length > 24)
    throw illegal(
      `Input string with prefix \`${id.slice(0, 24)}\` is too long to be decoded as a base64 UUID`,
    );
  const strange = [...id].find((letter) => !/[\w-]/.test(letter));
  if (strange !== undefined) throw illegal(`Illegal base64 character ${strange.charCodeAt(0).toString(16)}`);
  const bytes = Math.floor((id.length * 6) / 8);
  if (bytes !== 16)
    throw illegal(
      `Input string \`${id}\` decoded as ${bytes} bytes, which is not equal to the expected 16 bytes of a base64-encoded UUID`,
    );
}
