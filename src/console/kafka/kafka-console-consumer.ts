// kafka-console-consumer: reads a topic, or a partition of it, and prints what it gets. Kafka: ConsoleConsumer.

import { isRefusal } from '../../engine/command.ts';
import type { PollAnswer, PolledRecord, PollRefusal } from '../../engine/log/consumer/command.ts';
import { isAddress } from './address.ts';
import { Failure } from './failure.ts';
import type { Job } from './job.ts';
import { type Consumption, readConsumption } from './kafka-console-consumer-options.ts';
import { INTERRUPTED, invalidTopic, PATIENCE_MS, pollFor } from './waiting-poll.ts';

const LOGGER = 'org.apache.kafka.tools.consumer.ConsoleConsumer';

export function kafkaConsoleConsumer(job: Job, args: readonly string[]): void {
  const consumption = readOrFail(job, args);
  const reader = new Reader(job, consumption);
  try {
    reader.open();
    reader.read();
  } catch (thrown) {
    if (!(thrown instanceof Failure)) throw thrown;
    job.log('ERROR', 'Unknown error when running consumer: ', LOGGER);
    job.err(thrown.toString());
    job.exit(1);
  }
  if (reader.interrupted) job.exit(INTERRUPTED);
}

function readOrFail(job: Job, args: readonly string[]): Consumption {
  try {
    return readConsumption(job, args);
  } catch (thrown) {
    if (!(thrown instanceof Failure)) throw thrown;
    job.err(thrown.toString());
    return job.exit(1);
  }
}

class Reader {
  /** Nothing came, and nothing said when to stop waiting. */
  interrupted = false;
  readonly #job: Job;
  readonly #what: Consumption;
  readonly #name: string;
  #printed = 0;
  /** Handed over, and not printed yet. */
  #left: readonly PolledRecord[] = [];

  constructor(job: Job, what: Consumption) {
    this.#job = job;
    this.#what = what;
    let name = 'console-consumer';
    for (let n = 2; job.state.consumers[name]; n++) name = `console-consumer-${n}`;
    this.#name = name;
  }

  /** Connects and says what it wants to read. @throws `Failure` */
  open(): void {
    const job = this.#job;
    const { options, config, group, partition, from } = this.#what;
    const consumer = this.#name;
    if (!isAddress(options.values('bootstrap-server')[0]!))
      throw new Failure('KafkaException', 'Failed to construct kafka consumer');
    const level = config['isolation.level']!;
    if (level !== 'read_committed' && level !== 'read_uncommitted')
      throw new Failure(
        'ConfigException',
        `Invalid value ${level} for configuration isolation.level: String must be one of: read_committed, read_uncommitted`,
      );
    job.demand({ kind: 'open-consumer', consumer, group, config });
    if (partition !== null) {
      const id = `${options.value('topic')!}-${partition}`;
      job.demand({ kind: 'assign', consumer, partitions: [id] });
      job.demand({ kind: 'seek', consumer, partition: id, to: from });
      return;
    }
    if ((config['group.protocol'] ?? 'classic').toLowerCase() === 'classic')
      job.err(
        'The consumer rebalance protocol (KIP-848) is production-ready! Set group.protocol=consumer to try it out. See https://kafka.apache.org/documentation/#consumer_rebalance_protocol',
      );
    try {
      this.#subscribe();
    } catch (thrown) {
      job.ask({ kind: 'close-consumer', consumer });
      throw thrown;
    }
  }

  #subscribe(): void {
    const job = this.#job;
    const consumer = this.#name;
    const topic = this.#what.options.value('topic');
    if (topic === undefined) {
      const expression = this.#what.options.value('include')!;
      job.demand({ kind: 'subscribe-pattern', consumer, expression, by: 'client' });
    } else if (topic.trim() === '')
      throw new Failure(
        'IllegalArgumentException',
        'Topic collection to subscribe to cannot contain null or empty topic',
      );
    else job.demand({ kind: 'subscribe', consumer, topics: [topic] });
  }

  /** Prints until there is a reason to stop. What was not printed is not committed. @throws `Failure` */
  read(): void {
    const job = this.#job;
    const { options } = this.#what;
    try {
      const most = options.integer('max-messages', 32) ?? -1;
      while (this.#printed < most || most === -1) {
        const record = this.#receive();
        if (!record) break;
        this.#printed++;
        this.#print(record);
      }
    } finally {
      this.#close();
      job.err(`Processed a total of ${this.#printed} messages`);
    }
  }

  /** The next record; null where there is none, and why is said. */
  #receive(): PolledRecord | null {
    const job = this.#job;
    if (this.#left.length === 0) {
      const { timeoutMs } = this.#what;
      const polled = this.#invalidTopic() ?? this.#poll(timeoutMs ?? PATIENCE_MS);
      const failure = isRefusal(polled) ? Failure.of(polled) : polled instanceof Failure ? polled : null;
      if (failure || (polled as readonly PolledRecord[]).length === 0) {
        this.interrupted = !failure && timeoutMs === null;
        if (!this.interrupted) {
          job.log('ERROR', 'Error processing message, terminating consumer process: ', LOGGER);
          job.err((failure ?? new Failure('TimeoutException')).toString());
        }
        return null;
      }
      this.#left = polled as readonly PolledRecord[];
    }
    const [record, ...left] = this.#left;
    this.#left = left;
    return record!;
  }

  #invalidTopic(): Failure | null {
    const topic = this.#what.options.value('topic');
    return topic === undefined ? null : invalidTopic(topic);
  }

  #poll(ms: number): PollRefusal | readonly PolledRecord[] {
    const job = this.#job;
    return pollFor(
      job,
      ms,
      () => job.ask({ kind: 'poll', consumer: this.#name }) as PollAnswer | PollRefusal,
    );
  }

  #print(record: PolledRecord): void {
    const job = this.#job;
    try {
      job.write(this.#what.formatter(record));
    } catch (thrown) {
      if (!(thrown instanceof Failure) || !this.#what.options.has('skip-message-on-error')) throw thrown;
      job.log('ERROR', 'Error processing message, skipping this message: ', LOGGER);
      job.err(thrown.toString());
    }
  }

  /** Goes back to the first record of each partition that was not printed, so that no commit goes past it. */
  #close(): void {
    const job = this.#job;
    const first = new Map<string, number>();
    for (const { partition, offset } of this.#left) if (!first.has(partition)) first.set(partition, offset);
    for (const [partition, to] of first) job.ask({ kind: 'seek', consumer: this.#name, partition, to });
    job.ask({ kind: 'close-consumer', consumer: this.#name });
  }
}
