// What a group commits, one member at a time, and what administrators do to it: reset, alter and delete offsets, delete groups.

import type { Script } from '../script.ts';

/** A client of the group: a member, or one that assigns itself its partitions. */
interface Reader {
  readonly client: string;
  readonly reads: readonly string[];
  readonly subscribed: boolean;
}

export function writeCommit(script: Script): void {
  const partitions = script.between(1, 3);
  const ids = Array.from({ length: partitions }, (_, number) => `t-${number}`);
  script.createTopic('t', partitions);
  script.createTopic('u', 1);
  script.openProducer('P');
  const written = new Map<string, number>();
  const produce = (): void => {
    const topic = script.weighted([5, 't'], [1, 'u']);
    const partition = topic === 't' ? script.below(partitions) : 0;
    const id = `${topic}-${partition}`;
    const from = written.get(id) ?? 0;
    const records = Array.from({ length: script.between(1, 5) }, (_, n) => ({
      ...{ partition, key: script.pick(['k', null]), value: `${partition}.${from + n}` },
      timestamp: 1_700_000_000_000 + (from + n) * 1000,
    }));
    written.set(id, from + records.length);
    script.say('produce-batch', { client: 'P', topic, records });
  };
  script.times(1, 3, produce);
  const names = [...'ABCDEFGH'];
  let reader: Reader | null = null;
  script.times(8, 18, () => {
    if (reader === null && names.length > 0 && script.often(35)) reader = open(script, names.shift()!, ids);
    else if (reader !== null && script.often(55)) reader = use(script, reader, ids);
    else if (script.often(25)) produce();
    else administer(script, ids);
  });
  script.say('committed', { group: 'g', topic: 't' });
  script.say('describe-group', { group: 'g' });
}

function open(script: Script, client: string, ids: readonly string[]): Reader {
  const subscribed = script.often(50);
  const config = {
    'auto.offset.reset': script.weighted([4, 'earliest'], [2, 'latest'], [1, 'none']),
    ...(script.often(40)
      ? { 'enable.auto.commit': 'true', 'auto.commit.interval.ms': '600000' }
      : { 'enable.auto.commit': 'false' }),
    ...(script.often(25) && { 'max.poll.records': script.pick(['1', '2', '4']) }),
    ...(subscribed && { 'session.timeout.ms': '2500' }),
  };
  script.say('open-consumer', { client, group: 'g', config });
  const reads = subscribed ? ids : script.some(ids);
  if (subscribed) {
    script.say('subscribe', { client, topics: ['t'] });
    script.say('settle', { group: 'g', show: ['assignment'] });
  } else script.say('assign', { client, partitions: reads });
  return { client, reads, subscribed };
}

/** One thing done with a reader; null once it is gone. */
function use(script: Script, reader: Reader, ids: readonly string[]): Reader | null {
  const { client, reads, subscribed } = reader;
  const offset = (): number => script.weighted([8, script.below(12)], [1, 99], [1, 0]);
  return script.weighted<() => Reader | null>(
    [6, () => done('poll', { client })],
    // how several partitions share a poll is the client's free choice
    [reads.length === 1 ? 3 : 0, () => done('poll', { client, once: true })],
    [5, () => done('commit', { client })],
    [
      3,
      () =>
        done('commit', { client, offsets: Object.fromEntries(script.some(ids).map((id) => [id, offset()])) }),
    ],
    [1, () => done('commit', { client, offsets: { [script.pick(ids)]: -1 } })],
    [1, () => done('commit', { client, offsets: { 'u-0': offset() } })],
    [3, () => done('seek', { client, partition: script.pick(reads), to: place(script) })],
    [1, () => done(script.pick(['pause', 'resume']), { client, partitions: script.some(reads) })],
    [2, () => gone('close-consumer', { client })],
    [
      1,
      () => (
        done('kill-consumer', { client }),
        gone('settle', { group: 'g', ...(subscribed && { gone: [client] }) })
      ),
    ],
    [1, () => gone('unsubscribe', { client })],
  )();

  function done(verb: string, fields: object): Reader {
    script.say(verb, { ...fields });
    return reader;
  }
  function gone(verb: string, fields: object): null {
    script.say(verb, { ...fields });
    if (verb === 'unsubscribe') script.say('close-consumer', { client });
    return null;
  }
}

const place = (script: Script): number | string =>
  script.weighted<number | string>([6, script.below(10)], [1, 99], [1, 'beginning'], [1, 'end']);

function administer(script: Script, ids: readonly string[]): void {
  script.weighted(
    [3, () => script.say('committed', { group: 'g', topic: script.pick(['t', 't', 'u']) })],
    [2, () => script.say('describe-group', { group: 'g' })],
    [
      5,
      () =>
        script.say('reset-offsets', {
          group: script.weighted([6, 'g'], [1, 'h']),
          ...scope(script, ids),
          to: target(script),
          ...(script.often(15) && { dryRun: true }),
        }),
    ],
    [
      2,
      () =>
        script.say('alter-offsets', {
          group: 'g',
          offsets: { [script.pick([...ids, 'u-0'])]: script.below(12) },
        }),
    ],
    [
      1,
      () =>
        script.say('delete-offsets', {
          group: script.weighted([4, 'g'], [1, 'nope']),
          topic: script.pick(['t', 'u']),
        }),
    ],
    [1, () => script.say('delete-group', { group: script.weighted([4, 'g'], [1, 'nope']) })],
    [
      1,
      () =>
        script.say('delete-records', {
          topic: 't',
          before: { [script.below(ids.length)]: script.weighted([4, script.below(5)], [1, -1]) },
        }),
    ],
  )();
}

const scope = (script: Script, ids: readonly string[]): object =>
  script.weighted<object>(
    [5, { topic: 't' }],
    [3, { partition: script.pick(ids) }],
    [2, {}],
    [1, { topic: 'u' }],
  );

const target = (script: Script): unknown =>
  script.weighted<unknown>(
    [2, 'earliest'],
    [2, 'latest'],
    [1, 'current'],
    [3, { offset: script.pick([0, 2, 5, 99]) }],
    [3, { shift: script.pick([1, -1, 3, -99, 99]) }],
    [3, { time: 1_700_000_000_000 + script.pick([-5000, 0, 1500, 2000, 4001, 99_000]) }],
    [1, { duration: script.pick(['P1D', 'P3000D', 'PT1H']) }],
  );
