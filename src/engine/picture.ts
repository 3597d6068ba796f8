// A small text drawing of any world: for golden conversations, failure messages and people who read. One line per thing, names
// aligned, nothing that is not in the world.

import { roundOf } from './log/group/kinds.ts';
import { recordsOf } from './log/storage/partition.ts';
import { readySequences } from './queue/order/listing.ts';
import { isRedelivered, messageOf } from './queue/order/ready.ts';
import { entriesBetween } from './redis/stream/entries.ts';
import { FIRST_ID, LAST_ID } from './redis/stream/id.ts';
import { itemAt, itemsOf } from './store.ts';
import type { Immutable, LaneId, Payload, SendId } from './vocabulary.ts';
import type { DirectLane, Lane, LogLane, QueueLane, ReadonlyWorld, RedisLane } from './world.ts';

/** Draws the world in lines of text. */
export function picture(world: ReadonlyWorld): string {
  const lines = [`at ${world.now} ms, ${world.clients.sends.length} sent`];
  for (const id in world.lanes) {
    const lane = world.lanes[id]!;
    lines.push(`${id} (${lane.broker})`);
    lines.push(...brokerLines(world, lane).map(indented));
    lines.push(...workerLines(world, id).map(indented), ...effectLines(world, id).map(indented));
  }
  return lines.join('\n');
}

const indented = (line: string): string => `  ${line}`;

function brokerLines(world: ReadonlyWorld, lane: Immutable<Lane>): string[] {
  switch (lane.broker) {
    case 'queue':
      return queueLines(world, lane);
    case 'log':
      return logLines(world, lane);
    case 'redis':
      return redisLines(world, lane);
    case 'direct':
      return directLines(lane);
  }
}

/** A send by customer and amount; where it is none, the payload itself. */
function nameOf(
  world: ReadonlyWorld,
  send: number | undefined,
  payload: Immutable<Payload> | null | undefined,
): string {
  const found = send === undefined ? undefined : itemAt(world.clients.sends, send);
  if (found) return `${found.key ?? '-'}:${found.amount}`;
  return typeof payload === 'string' ? payload : JSON.stringify(payload ?? null);
}

function queueLines(world: ReadonlyWorld, { state }: Immutable<QueueLane>): string[] {
  return Object.values(state.queues).map((queue) => {
    const ready = readySequences(queue).map((sequence) => {
      const message = messageOf(queue, sequence);
      const again = isRedelivered(queue, sequence, message) ? '*' : '';
      return nameOf(world, message.send, message.body) + again;
    });
    const gone = `${queue.acked} acked, ${queue.deadLettered} dead-lettered, ${queue.dropped} dropped`;
    return `queue ${queue.name}  ready [${ready.join(' ')}]  unacked ${queue.unackedCount}  ${gone}`;
  });
}

function logLines(world: ReadonlyWorld, { state }: Immutable<LogLane>): string[] {
  const lines: string[] = [];
  for (const id in state.partitions) {
    const partition = state.partitions[id]!;
    const records = recordsOf(partition).map(({ record }) => nameOf(world, record.send, record.value));
    lines.push(`${id}  ${partition.logStartOffset} [${records.join(' ')}] ${partition.logEndOffset}`);
  }
  for (const id in state.groups) {
    const group = state.groups[id]!;
    const offsets = Object.entries(group.offsets).map(([partition, { offset }]) => `${partition}@${offset}`);
    const members = group.members.map((member) => `${member.consumer}(${member.assignment.join(' ')})`);
    lines.push(
      `group ${id}  ${group.state} ${group.type === 'classic' ? 'generation' : 'epoch'} ${roundOf(group)}  ${offsets.join(' ') || 'nothing committed'}  ${members.join(' ')}`.trimEnd(),
    );
  }
  return lines;
}

function redisLines(world: ReadonlyWorld, { state }: Immutable<RedisLane>): string[] {
  const named = ({ value, send }: { value: string; send: SendId | null }) =>
    nameOf(world, send ?? undefined, value);
  const waiting = Object.entries(state.lines).map(([key, line]) => `line ${key}  ${line.join(' ')}`);
  const values = Object.entries(state.values).flatMap(([key, value]) => {
    switch (value.type) {
      case 'list':
        return [`list ${key}  [${value.elements.map(named).join(' ')}]`];
      case 'zset':
        return [`zset ${key}  [${value.members.map(({ name, score }) => `${name}@${score}`).join(' ')}]`];
      case 'stream': {
        const entries = entriesBetween(value, FIRST_ID, LAST_ID).map(
          ({ id, fields, send }) => `${id}=${named({ value: fields[1]!, send })}`,
        );
        const groups = Object.values(value.groups).map((group) => {
          const pending = group.pending.map(({ id, consumer }) => `${id}(${consumer})`);
          return `group ${group.name}  after ${group.lastDeliveredId}  pending [${pending.join(' ')}]`;
        });
        return [`stream ${key}  [${entries.join(' ')}] last ${value.lastId}`, ...groups.map(indented)];
      }
    }
  });
  return [...values, ...waiting];
}

function directLines({ state }: Immutable<DirectLane>): string[] {
  const open = Object.entries(state.open).map(
    ([client, { number }]) => `call ${number}  ${client} works on it`,
  );
  return [`calls ${state.calls}  ${state.answered} answered, ${state.failed} failed`, ...open];
}

function workerLines(world: ReadonlyWorld, lane: LaneId): string[] {
  return Object.values(world.clients.workers[lane] ?? {}).map(({ spec, status, job, done }) => {
    const doing = job ? ` on ${job.source} ${job.position}` : '';
    return `worker ${spec.id}  ${status}${doing}, ${done} done`;
  });
}

function effectLines(world: ReadonlyWorld, lane: LaneId): string[] {
  const effects = world.clients.effects[lane];
  const counts = new Map<string, number>();
  for (const { service, effect, key } of effects ? itemsOf(effects) : []) {
    const name = `${service} ${effect} ${key ?? '-'}`;
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return [...counts].map(([name, count]) => `effect ${name} × ${count}`);
}
