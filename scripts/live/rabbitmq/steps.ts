// How the steps of a conversation with RabbitMQ hang together, and what of them can be left out.

import type { Part, Step, Ties } from '../conversation.ts';

/** Queues and exchanges that were declared; clients come with their first step. */
export const ties: Ties = {
  madeBy: ({ do: verb, queue, exchange }) =>
    verb === 'declare' ? (queue === undefined ? exchangeNamed(exchange) : queueNamed(queue)) : undefined,
  endedBy: ({ do: verb, queue, exchange }) =>
    verb === 'delete' ? (queue === undefined ? exchangeNamed(exchange) : queueNamed(queue)) : undefined,
  usedBy: ({ queue, exchange, to }) => [
    ...(queue === undefined ? [] : [queueNamed(queue)]),
    ...[exchange, to].filter((name) => name !== undefined && name !== '').map(exchangeNamed),
  ],
};

const queueNamed = (name: unknown): string => `queue ${String(name)}`;
const exchangeNamed = (name: unknown): string => `exchange ${String(name)}`;

/** Fields whose absence the format allows. */
const SPARE = [
  'priority',
  'expiration',
  'headers',
  'mandatory',
  'persistent',
  'pad',
  'multiple',
  'noAck',
  'exclusive',
  'cc',
  'bcc',
];

export const details = (step: Step, index: number): Part[] => [
  ...Object.keys((step['args'] as object | undefined) ?? {}).map((name): Part => [index, 'args', name]),
  ...((step['bodies'] as unknown[] | undefined) ?? []).map((_, body): Part => [index, 'bodies', body]),
  ...SPARE.filter((name) => name in step).map((name): Part => [index, name]),
];
