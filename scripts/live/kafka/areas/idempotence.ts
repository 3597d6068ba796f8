// Batches with numbers: duplicates, gaps, old and new epochs, as part of a transaction or not, and what makes a producer number its own.

import type { Script } from '../script.ts';

export function writeIdempotence(script: Script): void {
  const partitions = script.between(1, 2);
  script.createTopic('t', partitions, {
    ...(script.often(50) && { 'internal.segment.bytes': script.pick(['80', '140', '200', '400']) }),
    ...(script.often(15) && { 'cleanup.policy': 'compact', 'min.cleanable.dirty.ratio': '1.0' }),
    ...(script.often(10) && { 'message.timestamp.type': 'LogAppendTime' }),
    ...(script.often(10) && { 'max.message.bytes': '90' }),
  });
  if (script.often(30)) openSome(script);
  script.openProducer('p');
  const producers = script.often(50) ? ['A', 'X'] : ['A', 'B'];
  const next = new Map<string, number>();
  let cut = false;
  script.times(8, 22, () => {
    const producer = script.pick(producers);
    const partition = script.below(partitions);
    const place = `${producer} ${partition}`;
    const expected = next.get(place) ?? 0;
    const sequence = script.weighted(
      [10, expected],
      [3, Math.max(0, expected - script.between(1, 3))],
      [2, expected + script.between(1, 2)],
      [2, 0],
    );
    const count = script.weighted([5, 1], [2, 2], [1, 3]);
    const records = Array.from({ length: count }, (_, n) => ({
      key: script.weighted([9, 'k'], [1, null]),
      value: `${producer}${sequence + n}`,
      timestamp: script.weighted([6, 1000], [1, 2000]),
    }));
    const transactional = producer === 'X' && script.often(85);
    script.say('raw-produce', {
      ...{ producer, topic: 't', partition, sequence, records },
      epoch: script.weighted([12, 0], [2, 1], [1, 2]),
      ...(transactional && { transactional, version: script.weighted([6, 12], [1, 11], [1, 10]) }),
      ...(script.often(8) && { acks: script.pick([1, 2, -2]) }),
    });
    next.set(place, Math.max(expected, sequence + count));
    if (script.often(12)) script.say('produce', { client: 'p', topic: 't', partition, key: 'k', value: 'p' });
    if (script.often(5)) {
      script.say('delete-records', { topic: 't', before: { [partition]: script.weighted([2, -1], [1, 1]) } });
      cut = true;
    }
    if (!cut && script.often(15)) script.say('segments', { topic: 't' });
  });
  if (producers.includes('X') && script.often(40)) {
    script.openProducer('r', { 'transactional.id': 'X' });
    script.say('init-transactions', { client: 'r' });
  }
  for (const isolation of [{}, { isolation: 'read_committed' }]) {
    script.say('list-offsets', { topic: 't', at: 'latest', ...isolation });
    for (let partition = 0; partition < partitions; partition++)
      script.say('dump', { topic: 't', partition, ...isolation });
  }
  if (cut) script.say('await-retention', { topic: 't' });
  for (const verb of ['segments', 'log-size']) script.say(verb, { topic: 't' });
}

/** Producers by settings that go together, or do not. */
function openSome(script: Script): void {
  const names = [...'abcdef'];
  script.times(2, 5, (n) =>
    script.openProducer(names[n]!, {
      ...(script.often(50) && { 'enable.idempotence': script.pick(['true', 'false', 'maybe', 'TRUE']) }),
      ...(script.often(40) && { acks: script.pick(['all', '-1', '0', '1', '2']) }),
      ...(script.often(40) && { retries: script.pick(['0', '1', '-1', '2147483647']) }),
      ...(script.often(40) && {
        'max.in.flight.requests.per.connection': script.pick(['0', '1', '5', '6']),
      }),
      ...(script.often(40) && { 'transactional.id': script.pick(['x', '']) }),
      ...(script.often(20) && { 'transaction.timeout.ms': script.pick(['1000', 'soon', '-1']) }),
    }),
  );
}
