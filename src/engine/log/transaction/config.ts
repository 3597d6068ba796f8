// A producer's settings that make it number its batches, or give it transactions, and which do not go together.
// Kafka: ProducerConfig.postProcessAndValidateIdempotenceConfigs.

import { isRefusal, type Refusal } from '../../command.ts';
import { clientRefusal } from '../refusal.ts';
import { boolean, nonEmpty } from '../readers.ts';
import { integer, MAX_INT, MIN_INT, readSettings, type Settings } from '../settings.ts';

interface TransactionalConfig {
  'enable.idempotence': boolean;
  'max.in.flight.requests.per.connection': number;
  retries: number;
  'transaction.timeout.ms': number;
  'transactional.id': string;
}

const READERS = {
  'enable.idempotence': boolean,
  'max.in.flight.requests.per.connection': integer(1, MAX_INT),
  retries: integer(0, MAX_INT),
  'transaction.timeout.ms': integer(MIN_INT, MAX_INT),
  'transactional.id': nonEmpty,
};

/** With more requests on their way at once the broker could not tell all of them again. */
const MOST_IN_FLIGHT = 5;

/** What makes a producer a transactional one. */
export interface TransactionalIdentity {
  readonly transactionalId: string;
  readonly timeoutMs: number;
}

const misconfigured = (message: string): Refusal => clientRefusal('ConfigException', message);

/**
 * What the settings say of transactions, null for a producer without, or why there can be no such producer. Weaker settings switch
 * idempotence off unless it is asked for.
 *
 * Simplified: there is no two-phase commit (transaction.two.phase.commit.enable).
 */
export function readTransactionalConfig(given: Settings): TransactionalIdentity | null | Refusal {
  const read = readSettings<TransactionalConfig>(given, READERS, misconfigured);
  if (isRefusal(read)) return read;
  const { 'enable.idempotence': asked, 'transactional.id': transactionalId } = read;
  const weaker = [
    ...(read.retries === 0 ? ['retries=0'] : []),
    ...(['all', '-1'].includes(String(given['acks'] ?? 'all').trim()) ? [] : ['acks other than all']),
  ];
  if (asked !== false) {
    if (asked && weaker.length > 0) return misconfigured(`An idempotent producer cannot have ${weaker[0]}.`);
    if ((read['max.in.flight.requests.per.connection'] ?? 1) > MOST_IN_FLIGHT)
      return misconfigured(
        `To use the idempotent producer, max.in.flight.requests.per.connection must be set to at most ${MOST_IN_FLIGHT}.`,
      );
  }
  if (transactionalId === undefined) return null;
  return asked === false || weaker.length > 0
    ? misconfigured('Cannot set a transactional.id without also enabling idempotence.')
    : { transactionalId, timeoutMs: read['transaction.timeout.ms'] ?? 60_000 };
}
