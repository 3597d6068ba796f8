// How workers use a share group: they poll as a member, accept what they have done, and release or reject what they refuse; whatever they
// say goes to the broker at once. Nothing is fetched before all that was handed over is done.

import type { Context } from '../../../broker.ts';
import { groupOf, type Kept } from '../../../clients/state.ts';
import { crashWorker, lookForWork, take } from '../../../clients/worker.ts';
import { isRefusal, type Refusal } from '../../../command.ts';
import type { Immutable, LaneId } from '../../../vocabulary.ts';
import type { LogCommandOf } from '../../command.ts';
import { logOf } from '../../reading.ts';
import { stayAwayShare } from './absence.ts';
import { isExplicit, sendAcknowledgements } from './acknowledgement.ts';
import { openShareConsumer, subscribeShare } from './client.ts';
import type { AcknowledgeType, HeldRecord, ShareConsumer } from './client-state.ts';
import type { SharedItemOf } from './hand-over.ts';
import { pollShareAs } from './poll.ts';

type Asked = LogCommandOf<'as-share-worker'>;

/** A worker of a share group does something with its broker. */
export function asShareWorker(context: Context, command: Asked): Refusal | undefined {
  const { lane, act, worker: id } = command;
  const { client } = context.world.clients.workers[lane]![id]!;
  if (act === 'start') return start(context, lane, id);
  const consumer = logOf(context.world, lane).shareConsumers[client]!;
  if (act === 'look') look(context, lane, id, consumer);
  else if (act === 'is-busy') stayAwayShare(context, { lane, consumer: client, until: command.until });
  else if (isExplicit(consumer)) say(context, lane, consumer, command);
  if (act === 'accept') lookForWork(context, lane, id);
  return undefined;
}

function start(context: Context, lane: LaneId, id: string): Refusal | undefined {
  const { spec, client: consumer } = context.world.clients.workers[lane]![id]!;
  const { source } = spec;
  const group = groupOf(spec);
  const config = { 'max.poll.records': 1, 'share.acknowledgement.mode': 'explicit', ...spec.config };
  const opened = openShareConsumer(context, {
    of: 'log',
    kind: 'open-share-consumer',
    lane,
    consumer,
    group,
    config,
  });
  if (isRefusal(opened)) return opened;
  subscribeShare(context, { of: 'log', kind: 'subscribe-share', lane, consumer, topics: [source] });
  lookForWork(context, lane, id);
  return undefined;
}

/** Whatever it was handed and has not settled keeps it from asking for more. */
function look(context: Context, lane: LaneId, id: string, consumer: Immutable<ShareConsumer>): void {
  if (isExplicit(consumer) && consumer.held.some(({ acknowledged }) => acknowledged === null)) return;
  const found = pollShareAs(context, lane, consumer.id, true, keptOf);
  if ('error' in found) crashWorker(context, lane, id, found.error);
  else if (found.length > 0) take(context, lane, context.world.clients.workers[lane]![id]!, found);
}

/** The tag says that the broker waits for an answer. */
const keptOf: SharedItemOf<Kept> = ({ partition, offset, deliveryCount }, { send }) => ({
  source: partition,
  position: offset,
  tag: deliveryCount,
  redelivered: deliveryCount > 1,
  send: send ?? null,
});

/** Says what becomes of one record, and sends that at once. */
function say(
  context: Context,
  lane: LaneId,
  consumer: Immutable<ShareConsumer>,
  { act, origin, requeue }: Asked,
): void {
  const { source, position } = origin!;
  const acknowledged: AcknowledgeType = act === 'accept' ? 'accept' : requeue ? 'release' : 'reject';
  const said: HeldRecord[] = [];
  const held: HeldRecord[] = [];
  for (const one of consumer.held) {
    const { partition, offset, deliveryCount } = one;
    if (offset === position && partition === source)
      said.push({ partition, offset, deliveryCount, acknowledged });
    else (one.acknowledged === null ? held : said).push(one);
  }
  sendAcknowledgements(context, lane, consumer, said, held);
}
