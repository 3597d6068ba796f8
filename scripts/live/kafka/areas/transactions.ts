// Transactions: two producers that have some, a rival of one of them, plain records in between, offsets that go along, calls out of
// order, time that runs out; and readers of both isolation levels.

import type { Script } from '../script.ts';

export function writeTransactions(script: Script): void {
  const partitions = script.weighted([4, 1], [3, 2], [1, 3]);
  const ids = Array.from({ length: partitions }, (_, number) => `t-${number}`);
  const compacts = script.often(20);
  script.createTopic('t', partitions, {
    ...(script.often(50) && { 'internal.segment.bytes': script.pick(['150', '250', '400']) }),
    ...(compacts && { 'cleanup.policy': 'compact', 'min.cleanable.dirty.ratio': '1.0' }),
    ...(compacts && script.often(60) && { 'delete.retention.ms': '0' }),
  });
  script.openProducer('p');
  for (const [client, id] of [
    ['x', 'a'],
    ['y', 'b'],
  ] as const) {
    script.openProducer(client, { 'transactional.id': id, 'max.block.ms': '1000' });
    script.say('init-transactions', { client });
  }
  const clients = ['x', 'y'];
  const begun = new Set<string>();
  const readers: string[] = [];
  const names = [...'CDEF'];
  let sent = 0;
  // where a call was out of order a record may belong to no transaction, and a flush of several waits for it for two minutes
  let orderly = true;
  script.times(10, 30, () =>
    script.weighted(
      [14, send],
      [6, end],
      [4, plain],
      [3, offsets],
      [2, misuse],
      [1, rival],
      [2, open],
      [4, read],
      [2, look],
      [1, clean],
    )(),
  );
  if (script.often(25)) lateOne(script);
  for (const isolation of [{}, { isolation: 'read_committed' }]) {
    script.say('list-offsets', { topic: 't', at: 'latest', ...isolation });
    for (let partition = 0; partition < partitions; partition++)
      script.say('dump', { topic: 't', partition, ...isolation });
  }
  script.say('committed', { group: 'g', topic: 't' });
  if (!compacts) for (const verb of ['segments', 'log-size']) script.say(verb, { topic: 't' });

  function record(): object {
    return {
      partition: script.below(partitions),
      key: script.weighted([6, 'k'], [2, 'l'], [compacts ? 1 : 0, null]),
      value: `v${sent++}`,
      timestamp: script.pick([1000, 1000, 2000]),
    };
  }
  function begin(client: string): void {
    if (!begun.has(client)) script.say('begin', { client });
    begun.add(client);
  }
  function send(): void {
    const client = script.pick(clients);
    begin(client);
    if (!orderly || script.often(70)) script.say('produce', { client, topic: 't', ...record() });
    else
      script.say('produce-batch', {
        ...{ client, topic: 't' },
        records: Array.from({ length: script.between(2, 4) }, record),
      });
  }
  function end(): void {
    const client = script.pick(clients);
    if (!begun.has(client) && script.often(80)) return send();
    script.say(script.weighted([3, 'commit-transaction'], [2, 'abort-transaction']), { client });
    begun.delete(client);
  }
  function plain(): void {
    script.say('produce', { client: 'p', topic: 't', ...record() });
  }
  function offsets(): void {
    const client = script.pick(clients);
    begin(client);
    const some = Object.fromEntries(script.some(ids).map((id) => [id, script.below(6)]));
    script.say('send-offsets', { client, group: script.weighted([4, 'g'], [1, 'h']), offsets: some });
  }
  function misuse(): void {
    orderly = false;
    const client = script.weighted([3, script.pick(clients)], [1, 'p']);
    const verb = script.pick(['begin', 'commit-transaction', 'abort-transaction', 'init-transactions']);
    script.say(verb, { client });
    if (verb === 'begin') begun.add(client);
    else if (verb !== 'init-transactions') begun.delete(client);
    // with one partition only, what is sent outside of any transaction never keeps back others
    if (partitions === 1 && script.often(20)) script.say('produce', { client, topic: 't', ...record() });
    if (script.often(40)) script.say('abort-transaction', { client });
  }
  function rival(): void {
    if (clients.includes('z')) return;
    script.openProducer('z', { 'transactional.id': 'a', 'max.block.ms': '1000' });
    script.say('init-transactions', { client: 'z' });
    clients.push('z');
  }
  function open(): void {
    const client = names.shift();
    if (client === undefined) return;
    readers.push(client);
    script.say('open-consumer', {
      ...{ client, group: 'g' },
      config: {
        'enable.auto.commit': 'false',
        'auto.offset.reset': script.weighted([5, 'earliest'], [1, 'latest']),
        'isolation.level': script.weighted([3, 'read_committed'], [1, 'read_uncommitted']),
        ...(script.often(30) && { 'max.poll.records': script.pick(['1', '2']) }),
        ...(script.often(30) && { 'max.partition.fetch.bytes': script.pick(['1', '150']) }),
      },
    });
    script.say('assign', { client, partitions: script.some(ids) });
  }
  function read(): void {
    const client = readers.at(-1);
    if (client === undefined) return open();
    script.weighted(
      [4, () => script.say('poll', { client })],
      [1, () => script.say('commit', { client })],
      [1, () => script.say('positions', { client })],
      [1, () => script.say('end-offsets', { client, partitions: ids })],
      [1, () => script.say('offsets-for-times', { client, times: { 't-0': script.pick([0, 1000, 2000]) } })],
    )();
  }
  function look(): void {
    const isolation = script.often(60) ? { isolation: 'read_committed' } : {};
    script.weighted(
      [
        3,
        () =>
          script.say('list-offsets', {
            ...{ topic: 't', ...isolation },
            at: script.pick(['latest', 'latest', 'earliest', 'max-timestamp', 1000, 2000]),
          }),
      ],
      [2, () => script.say('describe-transaction', { client: script.pick(clients) })],
      [2, () => script.say('committed', { group: 'g', topic: 't' })],
    )();
  }
  function clean(): void {
    if (compacts) {
      script.say('alter-topic', { topic: 't', config: { 'min.cleanable.dirty.ratio': '0.01' } });
      script.say('await-compaction', { topic: 't' });
      for (const isolation of [{}, { isolation: 'read_committed' }])
        script.say('dump', { topic: 't', partition: 0, ...isolation });
      for (const verb of ['segments', 'log-size']) script.say(verb, { topic: 't' });
      script.say('alter-topic', { topic: 't', config: { 'min.cleanable.dirty.ratio': '1.0' } });
    } else {
      const before = { [script.below(partitions)]: script.weighted([3, script.below(5)], [1, -1]) };
      script.say('delete-records', { topic: 't', before });
    }
  }
}

/** A transaction that takes too long, and what its producer can do afterwards. */
function lateOne(script: Script): void {
  script.openProducer('w', { 'transactional.id': 'c', 'transaction.timeout.ms': '500' });
  script.say('init-transactions', { client: 'w' });
  script.say('begin', { client: 'w' });
  script.say('produce', { client: 'w', topic: 't', partition: 0, key: 'k', value: 'late', timestamp: 1000 });
  script.say('wait', { ms: 2500 });
  script.say('describe-transaction', { client: 'w' });
  script.times(2, 5, () => {
    const verb = script.pick(['produce', 'commit-transaction', 'abort-transaction', 'begin']);
    const what =
      verb === 'produce' ? { topic: 't', partition: 0, key: 'k', value: 'w', timestamp: 1000 } : {};
    script.say(verb, { client: 'w', ...what });
  });
}
