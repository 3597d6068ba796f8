// Share groups: what members are given, what becomes of it by their word or without it, and what is written down of that.

import type { Config, Script } from '../script.ts';

const TYPES = ['accept', 'accept', 'accept', 'release', 'release', 'reject', 'renew'];

interface Member {
  readonly client: string;
  readonly explicit: boolean;
}

export function writeShareGroup(script: Script): void {
  const limit = script.pick(['2', '3', '4', '5', '5', '6']);
  const shortLocks = script.often(15);
  const config: Config = {
    ...(script.often(90) && { 'share.auto.offset.reset': 'earliest' }),
    'share.delivery.count.limit': limit,
    ...(script.often(15) && { 'share.partition.max.record.locks': '100' }),
    ...(shortLocks && { 'share.record.lock.duration.ms': '6000' }),
  };
  script.createTopic('t', 1);
  script.openProducer('P');
  if (script.often(80)) produce(script);
  script.say('alter-group', { group: 'g', config });
  const names = [...'ABCDEFGH'];
  const members: Member[] = [];
  join(script, names, members);
  script.times(6, 16, () => act(script, names, members, shortLocks));
  script.say('describe-share', { group: 'g' });
}

function produce(script: Script): void {
  const count = script.weighted([5, 1], [5, script.between(2, 6)], [1, 60]);
  const records = Array.from({ length: count }, () => ({ partition: 0, key: null, value: 'v' }));
  script.say('produce-batch', { client: 'P', topic: 't', records });
}

function join(script: Script, names: string[], members: Member[]): void {
  const client = names.shift()!;
  const explicit = script.often(75);
  const most = script.pick(['1', '2', '2', '3', '5', '40', undefined]);
  const config: Config = {
    ...(explicit && { 'share.acknowledgement.mode': 'explicit' }),
    ...(script.often(45) && { 'share.acquire.mode': 'record_limit' }),
    ...(most !== undefined && { 'max.poll.records': most }),
  };
  script.say('open-share-consumer', { client, group: 'g', config });
  script.say('subscribe', { client, topics: ['t'] });
  members.push({ client, explicit });
}

function act(script: Script, names: string[], members: Member[], shortLocks: boolean): void {
  const some = members.length > 0;
  const poll = (): void => {
    const { client, explicit } = script.pick(members);
    const acks = explicit && script.often(85);
    script.say('share-poll', {
      client,
      ...(acks && { ack: Array.from({ length: script.between(1, 4) }, () => script.pick(TYPES)) }),
    });
    if (script.often(55)) script.say('share-commit', { client });
  };
  const acknowledge = (): void =>
    script.say('acknowledge', {
      client: script.pick(members).client,
      partition: 't-0',
      offset: script.below(6),
      type: script.pick(TYPES),
    });
  const end = (verb: string): void => {
    const [member] = members.splice(script.below(members.length), 1);
    script.say(verb, { client: member!.client });
  };
  script.weighted<() => void>(
    [some ? 10 : 0, poll],
    [some ? 2 : 0, () => script.say('share-commit', { client: script.pick(members).client })],
    [some ? 2 : 0, acknowledge],
    [4, () => produce(script)],
    [members.length < 3 && names.length > 0 ? 3 : 0, () => join(script, names, members)],
    [some ? 1 : 0, () => end('close-consumer')],
    [some ? 1 : 0, () => end('kill-consumer')],
    [2, () => script.say('describe-share', { group: 'g' })],
    [1, () => script.say('delete-records', { topic: 't', before: { 0: script.between(1, 4) } })],
    [shortLocks ? 3 : 0, () => script.say('await-lock-expiry', { group: 'g', ms: 6000 })],
    [
      some ? 0 : 2,
      () => script.say('alter-share-offsets', { group: 'g', offsets: { 't-0': script.below(4) } }),
    ],
  )();
}
