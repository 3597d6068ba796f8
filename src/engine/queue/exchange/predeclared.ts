// Exchanges that every broker has from the start, beside the default one.

import type { Exchange, ExchangeType } from '../state.ts';

const predeclared = (name: string, type: ExchangeType): Exchange => ({
  ...{ name, type, durable: true, autoDelete: false, args: {} },
});

/** RabbitMQ: `rabbit_vhost:default_exchanges`. */
export const PREDECLARED: readonly Exchange[] = [
  predeclared('amq.direct', 'direct'),
  predeclared('amq.fanout', 'fanout'),
  predeclared('amq.headers', 'headers'),
  predeclared('amq.match', 'headers'),
  predeclared('amq.rabbitmq.trace', 'topic'),
  predeclared('amq.topic', 'topic'),
];
