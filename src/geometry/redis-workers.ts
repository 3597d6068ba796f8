// Workers of a Redis lane: a box each, with what it popped in its hands, or what lies in its own list.

import type { Worker } from '../engine/clients/state.ts';
import type { Immutable } from '../engine/vocabulary.ts';
import type { Rect } from './mark.ts';
import type { Plan, Row, SomeRedisLane } from './redis-drawer.ts';
import { cardHeight, isLoud, putCard, putText, type Sheet } from './sheet.ts';
import { fitting } from './text-width.ts';
import { say } from '../words/say.ts';

/** The list in which a worker that moves its work keeps what it has in hand. */
export const ownListOf = ({ spec }: Immutable<Worker>): string => `${spec.source}:${spec.id}`;

export function putWorkers(sheet: Sheet, now: SomeRedisLane, plan: Plan, row: Row, room: Rect): void {
  const { unit, type } = sheet.sizes;
  const { id: lane, state } = now;
  const h = Math.max(cardHeight(plan.card) + unit(10), type(13) + type(12) * 1.35 + unit(8));
  const fits = Math.min(row.workers.length, Math.max(1, Math.floor((room.h + unit(8)) / (h + unit(8)))));
  for (const [i, id] of row.workers.slice(0, fits).entries()) {
    const worker = sheet.input.world.clients.workers[lane]?.[id];
    if (!worker) continue;
    const box = { x: room.x, y: room.y + i * (h + unit(8)), w: room.w, h };
    const key = `${lane}/worker/${id}`;
    const blocked = state.clients[worker.client]?.wait != null;
    const { take = 'pop' } = worker.spec;
    const own = state.values[ownListOf(worker)];
    const inOwn = own?.type === 'list' ? own.elements : [];
    const status =
      worker.status === 'idle'
        ? blocked
          ? say('status.blocked')
          : say('status.idle')
        : worker.status === 'working'
          ? say('status.working')
          : worker.status;
    const of = `worker/${id}`;
    sheet.marks.push({
      kind: 'box',
      key,
      lane,
      ...box,
      of,
      name: `${id}: ${status}`,
      loud: isLoud(sheet, id, worker.spec.service),
    });
    const x = box.x + unit(10);
    const baseline = box.y + (box.h - type(13) - type(12) * 1.35) / 2 + type(13) * 0.9;
    const card = {
      x: box.x + box.w - unit(8) - plan.card,
      y: box.y + (box.h - cardHeight(plan.card)) / 2,
      w: plan.card,
      h: cardHeight(plan.card),
    };
    const send = take === 'move' ? inOwn[0]?.send : take === 'pop' ? worker.job?.send : undefined;
    const holds = take === 'move' ? inOwn.length > 0 : take === 'pop' && worker.job !== null;
    const space = (holds ? card.x : box.x + box.w) - x - unit(6);
    const name = fitting([id, /\d+$/.exec(id)?.[0] ?? ''], type(13), space);
    if (name !== null)
      putText(sheet, {
        key: `${key}/name`,
        lane,
        x,
        baseline,
        parts: [{ text: name, strong: true }],
        size: 13,
        ink: 'ink',
        of,
      });
    const words = fitting(
      take === 'move' && inOwn.length
        ? [say('redis.own-list', { status }), status]
        : [status, status.split(',')[0]!],
      type(12),
      space,
    );
    if (words !== null)
      putText(sheet, {
        key: `${key}/status`,
        lane,
        x,
        baseline: baseline + type(12) * 1.35,
        parts: words,
        of,
      });
    const where = say(take === 'move' ? 'redis.in-own-list' : 'redis.popped', { worker: id });
    if (holds)
      putCard(sheet, `${key}/hand`, lane, send, card, where, { ...(take === 'move' && { held: true }) });
  }
}
