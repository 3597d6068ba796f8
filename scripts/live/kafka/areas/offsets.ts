// Looking offsets up, by their name or by time, over several segments and around what was deleted.

import { type Kinds, sayProduce } from '../records.ts';
import type { Script } from '../script.ts';

export function writeOffsets(script: Script): void {
  const partitions = script.weighted([4, 1], [1, 2]);
  // by a clock several records may share the largest timestamp, or not
  const clocked = script.often(15);
  script.createTopic('t', partitions, {
    ...(script.often(80) && { 'internal.segment.bytes': script.pick(['200', '400', '700', '900']) }),
    ...(clocked && script.often(50) && { 'message.timestamp.type': 'LogAppendTime' }),
    ...(script.often(20) && { 'index.interval.bytes': script.pick(['0', '100']) }),
  });
  script.openProducer('p');
  script.say('open-consumer', { client: 'c', config: { 'auto.offset.reset': 'earliest' } });
  const ids = Array.from({ length: partitions }, (_, number) => `t-${number}`);
  const stamp = (): number => 1000 + script.below(100);
  const kinds = (): Kinds => ({
    partitions,
    keys: ['k'],
    values: ['v', 'value', { fill: 'x', size: 50 }],
    timestamps: [stamp(), stamp(), stamp(), ...(clocked ? [undefined] : [])],
  });
  const look = (): void =>
    script.weighted(
      [6, () => script.say('list-offsets', { topic: 't', at: stamp() })],
      [clocked ? 0 : 2, () => script.say('list-offsets', { topic: 't', at: 'max-timestamp' })],
      [
        1,
        () =>
          script.say('list-offsets', {
            topic: 't',
            at: script.pick(['earliest', 'latest', 'earliest-local']),
          }),
      ],
      [
        1,
        () => script.say('list-offsets', { topic: 't', at: script.pick([0, 999, 1100, 4_102_444_800_000]) }),
      ],
      [
        2,
        () =>
          script.say('offsets-for-times', {
            client: 'c',
            times: Object.fromEntries(script.some(ids).map((id) => [id, stamp()])),
          }),
      ],
    )();
  script.times(6, 16, () => {
    sayProduce(script, 'p', 't', kinds());
    if (script.often(30)) look();
    if (script.often(8)) {
      const before = { [script.below(partitions)]: script.weighted([8, script.between(1, 9)], [1, -1]) };
      script.say('delete-records', { topic: 't', before });
      // whole segments before the log start go with the next check, and a look by time would see whether they have
      script.say('await-retention', { topic: 't' });
    }
  });
  script.times(6, 12, look);
  for (let partition = 0; partition < partitions; partition++) script.say('dump', { topic: 't', partition });
}
