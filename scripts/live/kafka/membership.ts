// Members that join a group and leave it, one after another, each time until the group rests: so that what is seen is determined.

import type { Config, Script } from './script.ts';

/** How the members of a conversation are, and what of a rest is the same each time. */
export interface Manner {
  /** Settings of the member of a name. */
  readonly config: (client: string) => Config;
  /** Whether members have an identity that outlasts their process; they stay when they close. */
  readonly isStatic: boolean;
  /** How the process of a member with an identity may end for the next one to take its place at once. */
  readonly endings: readonly ('close-consumer' | 'kill-consumer')[];
  /** What `settle` shows, by how many members there are; undefined: all that it shows by itself. */
  readonly show: (members: number) => readonly string[] | undefined;
  /** Whether it is determined who owns what, so that members can be seen polling. */
  readonly owned: (members: number) => boolean;
}

export interface Membership {
  /** One more thing happens to the group. */
  act(): void;
  /** What it comes to. */
  conclude(): void;
}

interface Topic {
  readonly name: string;
  partitions: number;
}

export function createMembership(script: Script, manner: Manner): Membership {
  const topics: Topic[] = [{ name: 't', partitions: script.between(1, 7) }];
  if (script.often(40)) topics.push({ name: 'u', partitions: script.between(1, 5) });
  for (const { name, partitions } of topics) script.createTopic(name, partitions);
  script.openProducer('P');
  const names = [...'ABCDEFGHJKLM'].sort(() => script.below(3) - 1);
  const members: string[] = [];
  let written = 0;

  const settle = (fields: object = {}): void => {
    const show = manner.show(members.length);
    script.say('settle', { group: 'g', ...fields, ...(show && { show }) });
  };
  const openAs = (client: string): void =>
    script.say('open-consumer', { client, group: 'g', config: manner.config(client) });
  const subscribe = (client: string): void =>
    script.say('subscribe', {
      client,
      topics: script.often(75) ? topics.map(({ name }) => name) : script.some(topics).map(({ name }) => name),
    });
  function join(): void {
    const client = names.shift()!;
    members.push(client);
    openAs(client);
    subscribe(client);
    settle();
  }
  const oneLess = (): string => members.splice(script.below(members.length), 1)[0]!;
  function leave(): void {
    script.say('close-consumer', {
      client: oneLess(),
      ...(manner.isStatic && { membership: 'LEAVE_GROUP' }),
    });
    settle();
  }
  function crash(): void {
    const client = oneLess();
    script.say('kill-consumer', { client });
    settle({ gone: [client] });
  }
  /** A new process under the same identity. */
  function restart(): void {
    const client = script.pick(members);
    script.say(script.pick(manner.endings), { client });
    openAs(client);
    script.say('subscribe', { client, topics: topics.map(({ name }) => name) });
    settle();
  }
  function produce(): void {
    const { name: topic, partitions } = script.pick(topics);
    const partition = script.below(partitions);
    const records = Array.from({ length: script.between(1, 3) }, () => ({
      partition,
      key: null,
      value: String(written++),
    }));
    script.say('produce-batch', { client: 'P', topic, records });
  }
  function grow(): void {
    const topic = script.pick(topics);
    topic.partitions += script.between(1, 2);
    script.say('add-partitions', { topic: topic.name, total: topic.partitions });
    if (members.length > 0) settle();
  }
  const describe = (): void =>
    script.say('describe-group', { group: 'g', ...(!manner.owned(members.length) && { shape: true }) });

  return {
    act() {
      const some = members.length > 0;
      const seen = some && manner.owned(members.length);
      script.weighted<() => void>(
        [members.length < 4 && names.length > 0 ? 5 : 0, join],
        // who leaves is told what it had
        [seen ? 2 : 0, leave],
        [some ? 1 : 0, crash],
        [some && manner.isStatic ? 2 : 0, restart],
        [3, produce],
        [1, grow],
        [seen ? 4 : 0, () => script.say('poll', { client: script.pick(members) })],
        [seen ? 3 : 0, () => script.say('commit', { client: script.pick(members) })],
        [some ? 1 : 0, () => (subscribe(script.pick(members)), settle())],
        [1, describe],
      )();
    },
    conclude() {
      describe();
      for (const { name } of topics)
        if (manner.owned(members.length)) script.say('committed', { group: 'g', topic: name });
    },
  };
}
