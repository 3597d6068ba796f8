// A process that holds conversations with RabbitMQ or Redis, one after another, by the recorders of ../shared/brokers: it is given
// each as a message and answers with the steps and what was seen. What it shows is laid out as in recordings.

import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

/** This file: what is to be forked, with `HOME BROKER HOST PORT VHOST`. */
export const HOST = fileURLToPath(import.meta.url);

/** @typedef {Record<string, any> & { do: string }} Row */

const RECORDERS = {
  /** @param {string} home @param {string} hostname @param {string} vhost */
  async rabbitmq(home, hostname, vhost) {
    const amqp = createRequire(path.join(home, 'package.json'))('amqplib');
    const { connect } = amqp;
    amqp.connect = (/** @type {object} */ to) => connect({ ...to, hostname, vhost });
    const { runAmqp } = await import(pathToFileURL(path.join(home, 'ask-rabbitmq.mjs')).href);
    return runAmqp;
  },
  /** @param {string} home @param {string} hostname */
  async redis(home, hostname) {
    const { Redis } = createRequire(path.join(home, 'package.json'))('ioredis');
    const { connect } = Redis.prototype;
    Redis.prototype.connect = function (/** @type {unknown[]} */ ...args) {
      this.options.host = hostname;
      return connect.apply(this, args);
    };
    const { runRedis } = await import(pathToFileURL(path.join(home, 'ask-redis.mjs')).href);
    return runRedis;
  },
};

/**
 * The consumers of a quorum queue are not told once it was polled or lost one, and what a client library refuses has one name.
 * @param {Row[]} rows
 */
function laidOut(rows) {
  const quorum = rows.some(({ do: verb, type }) => verb === 'declare' && type === 'quorum');
  let unsure = false;
  for (const { do: verb, see = {} } of rows) {
    if (quorum && ['get', 'cancel', 'restart'].includes(verb)) unsure = true;
    if (unsure && see.queue) delete see.queue.consumers;
    if (typeof see.error !== 'object') continue;
    for (const errors of Object.values(see.error))
      for (const [index, error] of errors.entries()) {
        if (error.code !== undefined) continue;
        if (!/closed|closing|ended/i.test(error.message)) throw new Error(error.message);
        errors[index] = { scope: 'client', name: 'CHANNEL_CLOSED' };
      }
  }
  return rows;
}

async function serve() {
  const [home, broker, hostname, port, vhost] = /** @type {[string, string, string, string, string]} */ (
    /** @type {unknown} */ (process.argv.slice(2))
  );
  process.env['AMQP_PORT'] = process.env['REDIS_PORT'] = port;
  const run = await RECORDERS[/** @type {'rabbitmq' | 'redis'} */ (broker)](home, hostname, vhost);
  process.on('message', async (/** @type {{ steps: Row[], quiet: number }} */ { steps, quiet }) => {
    try {
      process.send?.({ steps: laidOut(await run({ steps }, { quiet })) });
    } catch (error) {
      process.send?.({ trouble: String(error) });
    }
  });
  // the parent is gone
  process.on('disconnect', () => process.exit());
  process.send?.({ ready: true });
}

if (process.argv[1] === HOST && process.send) await serve();
