// Consumers that assign themselves partitions: positions, seeking, pausing, reset policies, and what polls hand over.

import { type Kinds, sayBatch, sayProduce } from '../records.ts';
import type { Script } from '../script.ts';

export function writeFetch(script: Script): void {
  const partitions = script.between(1, 3);
  script.createTopic('t', partitions, {
    ...(script.often(40) && { 'internal.segment.bytes': script.pick(['200', '400', '700']) }),
  });
  script.openProducer('p');
  const ids = Array.from({ length: partitions }, (_, number) => `t-${number}`);
  const kinds: Kinds = {
    partitions,
    keys: ['k', null],
    values: ['v', null, { fill: 'x', size: 60 }],
    timestamps: script.weighted<Kinds['timestamps']>(
      [3, [1000, 1010, 1020]],
      [1, [undefined, { ago: 3_000_000 }, { ago: 9_000_000 }]],
    ),
    headers: 5,
  };
  script.times(1, 5, () => sayBatch(script, 'p', 't', kinds, script.between(1, 6)));
  const reads = script.some(ids);
  open(script, 'c', reads);
  // how the records of several partitions share a poll is the client's free choice
  const counted = reads.length === 1;
  script.times(6, 18, () => {
    script.weighted(
      [5, () => script.say('poll', { client: 'c' })],
      [counted ? 2 : 0, () => sayCountedPoll(script, reads[0]!)],
      [4, () => script.say('seek', { client: 'c', partition: script.pick(reads), to: place(script) })],
      [3, () => sayProduce(script, 'p', 't', kinds)],
      [
        2,
        () => script.say(script.pick(['pause', 'resume']), { client: 'c', partitions: script.some(reads) }),
      ],
      [2, () => script.say('positions', { client: 'c' })],
      [1, () => deleteRecords(script, partitions)],
      [1, () => script.say('seek', { client: 'c', partition: script.pick(ids), to: place(script) })],
      [
        1,
        () =>
          script.say('offsets-for-times', {
            client: 'c',
            times: { [script.pick(ids)]: script.between(995, 1025) },
          }),
      ],
    )();
  });
  script.say('poll', { client: 'c' });
}

function open(script: Script, client: string, partitions: readonly string[]): void {
  const config = {
    'auto.offset.reset': script.weighted(
      [4, 'earliest'],
      [2, 'latest'],
      [partitions.length === 1 ? 2 : 0, 'none'],
      [1, 'by_duration:PT1H'],
    ),
    ...(script.often(40) && { 'max.poll.records': script.pick(['1', '2', '3', '5']) }),
    ...(script.often(20) && { 'max.partition.fetch.bytes': script.pick(['1', '100', '200']) }),
    ...(script.often(10) && { 'fetch.max.bytes': script.pick(['1', '150']) }),
  };
  script.say('open-consumer', { client, config });
  script.say('assign', { client, partitions });
}

const place = (script: Script): number | string =>
  script.weighted<number | string>([6, script.below(10)], [1, 99], [1, 'beginning'], [1, 'end'], [1, -1]);

/** From a place of its own: what was fetched ahead of a produce would depend on the instant. */
function sayCountedPoll(script: Script, partition: string): void {
  script.say('seek', { client: 'c', partition, to: script.below(6) });
  script.times(1, 3, () => script.say('poll', { client: 'c', once: true }));
}

function deleteRecords(script: Script, partitions: number): void {
  const before = { [script.below(partitions)]: script.weighted([5, script.between(1, 6)], [1, -1]) };
  script.say('delete-records', { topic: 't', before });
}
