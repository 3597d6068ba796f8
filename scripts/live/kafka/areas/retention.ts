// Retention by age and by size, and delete-records. The limits are open only while the broker is waited for, so that no check comes
// at an instant of its own.

import { type Kinds, sayProduce, sized } from '../records.ts';
import type { Script } from '../script.ts';

const OPEN = { 'retention.ms': '-1', 'retention.bytes': '-1' };

export function writeRetention(script: Script): void {
  const partitions = script.weighted([4, 1], [1, 2]);
  const policy = script.weighted<Record<string, string>>([8, {}], [1, { 'cleanup.policy': '' }]);
  script.createTopic('t', partitions, {
    'internal.segment.bytes': script.pick(['300', '500', '1024']),
    'message.timestamp.after.max.ms': '9223372036854775807',
    ...(script.often(70) && { 'segment.ms': '9223372036854775807' }),
    ...policy,
  });
  script.openProducer('p');
  const kinds: Kinds = {
    partitions,
    keys: ['k0', 'k1'],
    values: ['v', ...sized(60, 100, 140)],
    timestamps: script.weighted<Kinds['timestamps']>(
      [3, [1000, 1001, 2000]],
      [2, [1000, 2000, 4_102_444_800_000]],
      [2, [{ ago: 100 }, { ago: 864_000_000 }, { ago: 7_200_000 }]],
      [2, [undefined, 1000, { ago: 7_200_000 }]],
    ),
  };
  script.times(1, 3, () => {
    script.times(3, 14, () => sayProduce(script, 'p', 't', kinds));
    const limit = script.weighted(
      [4, { 'retention.bytes': String(script.pick([0, 1, 200, 500, 800, 1200, 2000])) }],
      [4, { 'retention.ms': script.pick(['0', '1', '500', '3600000', '604800000']) }],
      [1, { 'retention.bytes': '900', 'retention.ms': '3600000' }],
      [3, null],
    );
    if (limit === null) deleteRecords(script, partitions);
    else script.say('alter-topic', { topic: 't', config: limit });
    script.say('await-retention', { topic: 't' });
    look(script, partitions);
    if (limit !== null) script.say('alter-topic', { topic: 't', config: OPEN });
  });
  sayProduce(script, 'p', 't', kinds);
  look(script, partitions);
}

function deleteRecords(script: Script, partitions: number): void {
  const numbers = script.some(Array.from({ length: partitions }, (_, number) => number));
  const before = numbers.map((number): [number, number] => [
    number,
    script.weighted([6, script.between(0, 12)], [1, -1], [1, 99], [1, -2]),
  ]);
  script.say('delete-records', { topic: 't', before: Object.fromEntries(before) });
}

function look(script: Script, partitions: number): void {
  script.say('list-offsets', { topic: 't', at: 'earliest' });
  script.say('list-offsets', { topic: 't', at: 'latest' });
  script.say('segments', { topic: 't' });
  script.say('log-size', { topic: 't' });
  for (let partition = 0; partition < partitions; partition++) script.say('dump', { topic: 't', partition });
}
