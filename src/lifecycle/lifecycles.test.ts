// States are looked up in tables; these hold the tables and the machines that they come from together.

import { describe, expect, it } from 'vitest';
import { type AnyStateMachine, getNextSnapshot } from 'xstate';
import { CONSUMER_GROUP, consumerGroupLifecycle } from './consumer-group.ts';
import { CONSUMER_MEMBER, consumerMemberLifecycle } from './consumer-member.ts';
import { DELIVERY, deliveryLifecycle } from './delivery.ts';
import { GROUP, groupLifecycle } from './group.ts';
import { MEMBER, memberLifecycle } from './member.ts';
import { MEMBERSHIP, membershipLifecycle } from './membership.ts';
import { PLAYBACK, playbackLifecycle } from './playback.ts';
import { RECONCILIATION, reconciliationLifecycle } from './reconciliation.ts';
import { SHARE_GROUP, shareGroupLifecycle } from './share-group.ts';
import { SHARE_MEMBER, shareMemberLifecycle } from './share-member.ts';
import { SHARE_RECORD, shareRecordLifecycle } from './share-record.ts';
import { TRANSACTION, transactionLifecycle } from './transaction.ts';
import { TRANSACTIONAL_PRODUCER, transactionalProducerLifecycle } from './transactional-producer.ts';
import { next, type Transitions } from './transitions.ts';

const lifecycles: [string, AnyStateMachine, Transitions][] = [
  ['delivery', deliveryLifecycle, DELIVERY],
  ['group', groupLifecycle, GROUP],
  ['member', memberLifecycle, MEMBER],
  ['membership', membershipLifecycle, MEMBERSHIP],
  ['consumer-group', consumerGroupLifecycle, CONSUMER_GROUP],
  ['consumer-member', consumerMemberLifecycle, CONSUMER_MEMBER],
  ['playback', playbackLifecycle, PLAYBACK],
  ['reconciliation', reconciliationLifecycle, RECONCILIATION],
  ['share-group', shareGroupLifecycle, SHARE_GROUP],
  ['share-member', shareMemberLifecycle, SHARE_MEMBER],
  ['share-record', shareRecordLifecycle, SHARE_RECORD],
  ['transaction', transactionLifecycle, TRANSACTION],
  ['transactional-producer', transactionalProducerLifecycle, TRANSACTIONAL_PRODUCER],
];

describe.each(lifecycles)('%s', (_name, machine, table) => {
  const states = Object.keys(machine.states);
  const events = [...new Set(states.flatMap((state) => Object.keys(table[state]!)))];

  it.each(states)('%s: machine and table lead to the same states', (state) => {
    for (const type of events) {
      const after: unknown = getNextSnapshot(machine, machine.resolveState({ value: state, context: {} }), {
        type,
      }).value;
      const inTable = table[state]![type];
      expect(inTable ?? state, type).toBe(after);
      if (inTable === undefined) expect(() => next(table, state, type)).toThrow(`"${state}" by ${type}`);
      else expect(next(table, state, type)).toBe(inTable);
    }
  });

  it('every state can be reached', () => {
    const reached = new Set([machine.config.initial as string]);
    for (const state of reached) for (const target of Object.values(table[state]!)) reached.add(target);
    expect([...reached].sort()).toEqual([...states].sort());
  });
});
