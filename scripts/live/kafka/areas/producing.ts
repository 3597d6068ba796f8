// Producers: keys to partitions, batches by size, headers, timestamps, and what the client or the broker refuses.

import { type Kinds, sayBatch, sayProduce, sized } from '../records.ts';
import type { Config, Script } from '../script.ts';

const KEYS = ['', 'a', 'ab', 'abc', 'user-1', 'user-42', 'key-9', 'café', '日本', '🙂', { hex: '00ff10' }];

export function writeProducing(script: Script): void {
  let partitions = script.between(1, 6);
  const config = topicConfig(script);
  script.createTopic('t', partitions, config);
  // a small batch may be sent while others are still being filled, and who waits for a partition that there is not looks at his clock later
  let exact = true;
  for (const client of ['p', 'q']) {
    const own = producerConfig(script);
    exact &&= !('batch.size' in own);
    script.openProducer(client, own);
  }
  const kinds = (): Kinds => {
    // where a record without a key goes is the client's free choice, unless there is nothing to choose
    const free = partitions === 1;
    const beyond = script.often(10) ? 1 : 0;
    if (beyond) exact = false;
    return {
      ...(script.often(40) && { partitions: partitions + beyond }),
      keys: free || script.often(10) ? [...KEYS, null] : KEYS,
      values: ['', 'v', null, 'value', ...sized(30, 120, 400), ...(script.often(8) ? sized(1_100_000) : [])],
      timestamps: script.weighted<Kinds['timestamps']>(
        [5, [1000, 1500, 2000]],
        [3, [undefined]],
        [1, [1000, -1, { ago: 0 }]],
        [2, [{ ago: 7_300_000 }, { ago: 1_000_000 }, { ago: -3_000_000 }, { ago: -7_300_000 }]],
      ),
      headers: 15,
    };
  };
  script.times(4, 12, () => {
    const client = script.pick(['p', 'q']);
    if (script.often(8)) script.say('add-partitions', { topic: 't', total: ++partitions });
    if (script.often(6))
      script.say('produce', { client, topic: 't', key: 'a', value: { fill: 'x', size: 1100 } });
    if (script.often(30)) sayBatch(script, client, 't', keyed(kinds()), script.between(3, 14));
    else sayProduce(script, client, 't', keyed(kinds()));
  });
  for (const at of ['earliest', 'latest']) script.say('list-offsets', { topic: 't', at });
  if (exact && !('compression.type' in config)) script.say('log-size', { topic: 't' });
  script.say('segments', { topic: 't' });
  for (let partition = 0; partition < partitions; partition++) script.say('dump', { topic: 't', partition });

  /** Without a key a record needs a partition named, or what follows could not be told. */
  function keyed(some: Kinds): Kinds {
    return some.partitions === undefined && partitions > 1 ? { ...some, keys: KEYS } : some;
  }
}

const topicConfig = (script: Script): Config => ({
  // any record fits alone: where one does not, and its batch is split, a flush of the real client never returns
  ...(script.often(30) && { 'max.message.bytes': script.pick(['700', '1000']) }),
  ...(script.often(25) && { 'internal.segment.bytes': script.pick(['150', '400', '1000']) }),
  ...(script.often(15) && { 'message.timestamp.type': 'LogAppendTime' }),
  ...(script.often(15) && {
    'message.timestamp.before.max.ms': script.pick(['3600000', '60000', '86400000']),
  }),
  ...(script.often(15) && {
    'message.timestamp.after.max.ms': script.pick(['0', '60000', '9223372036854775807']),
  }),
});

const producerConfig = (script: Script): Config => ({
  'max.block.ms': '800',
  ...(script.often(40) && { 'batch.size': script.pick(['0', '1', '100', '150', '300', '700']) }),
  ...(script.often(10) && { 'max.request.size': script.pick(['100', '200', '500']) }),
  ...(script.often(10) && { acks: script.pick(['1', 'all']) }),
});
