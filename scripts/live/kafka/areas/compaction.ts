// Compacted logs: what passes of the cleaner leave, what retention and delete-records do beside it, and how it is read. The dirty
// ratio and the limits are open only while the broker is waited for, so that there is one pass for each wait.

import { type Kinds, sayBatch, sayProduce, sized } from '../records.ts';
import type { Config, Script } from '../script.ts';

const CLOSED = { 'min.cleanable.dirty.ratio': '1.0' };

export function writeCompaction(script: Script): void {
  const policy = script.weighted([4, 'compact'], [2, 'compact,delete'], [1, 'delete']);
  script.createTopic('t', 1, { 'cleanup.policy': policy, ...CLOSED, ...topicConfig(script) });
  script.openProducer('p');
  script.openProducer('q');
  // not idempotent, so that nothing is kept for its sake
  script.openProducer('r', { acks: '1' });
  const kinds: Kinds = {
    keys: ['k0', 'k1', 'k2', 'k3', 'k4', '', { hex: '6b30' }, { hex: 'ff10' }],
    values: ['v', 'w', 'value', null, ...sized(30, 90)],
    timestamps: script.weighted<Kinds['timestamps']>(
      [4, [1000, 1001, 1500, 2000, 3000, 700]],
      [1, [1000, 0, 4_102_444_800_000]],
    ),
    headers: 8,
  };
  // a topic that is not compacted yet takes records without a key
  const keyless: Kinds = policy === 'delete' ? { ...kinds, keys: [...kinds.keys, null, null] } : kinds;
  script.times(1, 3, (round) => {
    script.times(3, 12, () => {
      const client = script.weighted([4, 'p'], [1, 'q'], [1, 'r']);
      if (script.often(60)) sayProduce(script, client, 't', round === 0 ? keyless : kinds);
      else sayBatch(script, client, 't', round === 0 ? keyless : kinds, script.between(2, 7));
    });
    alterWhatIsNext(script);
    const opened = { 'min.cleanable.dirty.ratio': script.pick(['0.01', '0.01', '0.3', '0.6']) };
    const compacts = round === 0 && policy === 'delete' ? { 'cleanup.policy': 'compact' } : {};
    script.say('alter-topic', { topic: 't', config: { ...opened, ...compacts } });
    script.say('await-compaction', { topic: 't' });
    look(script);
    script.say('alter-topic', { topic: 't', config: CLOSED });
    if (script.often(40)) read(script, `c${round}`);
  });
}

const topicConfig = (script: Script): Config => ({
  'internal.segment.bytes': script.pick(['200', '300', '420', '700', '1000']),
  'message.timestamp.after.max.ms': '9223372036854775807',
  ...(script.often(70) && { 'segment.ms': '9223372036854775807' }),
  ...(script.often(50) && { 'delete.retention.ms': '0' }),
  ...(script.often(30) && { 'index.interval.bytes': script.pick(['0', '100', '300']) }),
  ...(script.often(15) && { 'min.compaction.lag.ms': script.pick(['1', '86400000']) }),
});

function alterWhatIsNext(script: Script): void {
  if (script.often(25)) {
    const config = { 'internal.segment.bytes': script.pick(['300', '700', '1500', '1048576']) };
    script.say('alter-topic', { topic: 't', config });
  }
  if (script.often(20)) {
    script.say('delete-records', {
      topic: 't',
      before: { 0: script.weighted([5, script.between(1, 20)], [1, -1]) },
    });
    script.say('await-compaction', { topic: 't' });
  }
  if (script.often(12)) {
    const limits = [{ 'retention.ms': '3600000' }, { 'retention.bytes': script.pick(['0', '300', '600']) }];
    script.say('alter-topic', { topic: 't', config: script.pick(limits) });
    script.say('await-compaction', { topic: 't' });
    script.say('alter-topic', { topic: 't', config: { 'retention.ms': '-1', 'retention.bytes': '-1' } });
  }
}

function look(script: Script): void {
  script.say('dump', { topic: 't', partition: 0 });
  for (const verb of ['segments', 'log-size']) script.say(verb, { topic: 't' });
  for (const at of ['earliest', 'latest', 'max-timestamp']) script.say('list-offsets', { topic: 't', at });
  script.times(1, 3, () =>
    script.say('list-offsets', {
      topic: 't',
      at: script.pick([0, 700, 1000, 1001, 1500, 2500, 4_102_444_800_000]),
    }),
  );
}

function read(script: Script, client: string): void {
  const config = {
    'auto.offset.reset': 'earliest',
    'max.poll.records': script.pick(['1', '2', '500']),
    'max.partition.fetch.bytes': script.pick(['1', '200', '1048576']),
  };
  script.say('open-consumer', { client, config });
  script.say('assign', { client, partitions: ['t-0'] });
  script.say('seek', { client, partition: 't-0', to: script.below(30) });
  script.say('poll', { client });
}
