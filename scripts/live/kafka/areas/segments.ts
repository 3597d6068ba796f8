// Segments: rolls by bytes, by time and by a full index, and what is found in them.

import { type Kinds, sayProduce, sized } from '../records.ts';
import type { Config, Script } from '../script.ts';

export function writeSegments(script: Script): void {
  const partitions = script.weighted([3, 1], [1, 2]);
  const config = topicConfig(script);
  script.createTopic('t', partitions, config);
  script.openProducer('p', script.often(25) ? { 'batch.size': script.pick(['120', '250', '500']) } : {});
  const kinds = kindsFor(script, partitions, config);
  script.times(10, 26, () => {
    sayProduce(script, 'p', 't', kinds);
    if (script.often(6)) script.say('segments', { topic: 't' });
    if (script.often(4)) script.say('alter-topic', { topic: 't', config: sizeConfig(script) });
  });
  script.say('segments', { topic: 't' });
  script.say('log-size', { topic: 't' });
  // by a clock several records may share the largest timestamp, or not
  const clocked = 'message.timestamp.type' in config || kinds.timestamps.includes(undefined);
  if (!clocked) script.say('list-offsets', { topic: 't', at: 'max-timestamp' });
  for (let partition = 0; partition < partitions; partition++) script.say('dump', { topic: 't', partition });
}

const sizeConfig = (script: Script): Config => ({
  'internal.segment.bytes': script.pick(['100', '150', '250', '420', '720', '1024']),
});

function topicConfig(script: Script): Config {
  const logAppendTime = script.often(10);
  return {
    ...(script.often(80) && sizeConfig(script)),
    // the broker's own clock would decide
    ...(logAppendTime && { 'message.timestamp.type': 'LogAppendTime' }),
    ...(!logAppendTime && script.often(40) && { 'segment.ms': script.pick(['1', '200', '500', '1000']) }),
    ...(script.often(20) && { 'segment.index.bytes': script.pick(['12', '24', '36', '48']) }),
    ...(script.often(30) && { 'index.interval.bytes': script.pick(['0', '100', '200', '300']) }),
    ...(script.often(15) && { 'max.message.bytes': script.pick(['300', '500']) }),
    'message.timestamp.after.max.ms': '9223372036854775807',
  };
}

function kindsFor(script: Script, partitions: number, config: Config): Kinds {
  const near = [1000, 1200, 1300, 1500, 1501, 1700, 2000, 2001, 2200];
  // clocks of sender and broker would decide where a roll by time is a matter of milliseconds
  const timestamps = script.weighted<Kinds['timestamps']>(
    [6, near],
    [2, [...near, 0, 9000, 4_102_444_800_000]],
    [2, 'segment.ms' in config ? [1000, 1001, 1500] : [...near, undefined, { ago: 700_000_000 }]],
  );
  return {
    partitions,
    keys: ['k', 'key', ''],
    values: ['', 'v', ...sized(20, 60, 100, 140)],
    timestamps,
    headers: 5,
  };
}
