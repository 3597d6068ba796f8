// Producers between the lanes: a box each with what it has sent, a wire into every lane, and what is under way on the wires.

import type { LaneId } from '../engine/vocabulary.ts';
import { keep } from './kept.ts';
import type { Rect } from './mark.ts';
import { along } from './motion.ts';
import { lastAtMost } from './rank.ts';
import { isLoud, itemsOf, putCard, putStroke, putText, type Point, type Sheet } from './sheet.ts';
import { CARD_SHAPE } from './sizes.ts';
import { textWidth } from './text-width.ts';
import { type Landing, onWay, wirePath } from './wire.ts';
import { say } from '../words/say.ts';

export function putProducers(
  sheet: Sheet,
  senders: readonly string[],
  landings: ReadonlyMap<LaneId, Landing>,
  bottom: number,
): void {
  const { unit, type } = sheet.sizes;
  const height = type(13) + type(12) + unit(32);
  const gap = unit(16);
  const middle =
    [...landings.values()].reduce((sum, { entry }) => sum + entry[1], 0) / Math.max(1, landings.size);
  const all = senders.length * height + (senders.length - 1) * gap;
  const top = Math.max(0, Math.min(bottom - all, middle - all / 2));
  const width = unit(124);
  const exits = new Map<string, Map<LaneId, Point>>();
  const boxes = senders.map(
    (id, index) => [id, { x: 0.5, y: top + index * (height + gap), w: width, h: height }] as const,
  );
  for (const [id, box] of boxes) exits.set(id, putWires(sheet, id, box, landings));
  putFlights(sheet, exits, landings);
  for (const [id, box] of boxes) putProducer(sheet, id, box);
}

const boundsOf = ([x0, y0]: Point, [x1, y1]: Point): Rect => ({
  x: Math.min(x0, x1),
  y: Math.min(y0, y1),
  w: Math.abs(x1 - x0),
  h: Math.abs(y1 - y0),
});

/** Gives the points at which its wires leave, per lane. */
function putWires(
  sheet: Sheet,
  id: string,
  box: Rect,
  landings: ReadonlyMap<LaneId, Landing>,
): Map<LaneId, Point> {
  const exits = new Map<LaneId, Point>();
  const lanes = [...landings];
  for (const [index, [lane, { entry }]] of lanes.entries()) {
    if (!sheet.input.world.lanes[lane]?.routes[id]) continue;
    const from: Point = [box.x + box.w, box.y + (box.h * (index + 1)) / (lanes.length + 1)];
    exits.set(lane, from);
    const key = `producer/${id}/wire/${lane}`;
    putStroke(sheet, key, null, 'wire', sheet.sizes.unit(1.25), wirePath(from, entry), boundsOf(from, entry));
  }
  return exits;
}

function putProducer(sheet: Sheet, id: string, box: Rect): void {
  const { unit, type } = sheet.sizes;
  const { world, end } = sheet.input;
  const sends = keep(sheet.input, `${id}/sends`, () =>
    itemsOf(end.clients.sends).filter(({ producer }) => producer === id),
  );
  const sent = 1 + lastAtMost(sends.length, (n) => sends[n]!.id, world.clients.sends.length - 1);
  const key = `producer/${id}`;
  const common = { lane: null, of: key };
  sheet.marks.push({
    kind: 'box',
    key,
    ...common,
    ...box,
    name: say('producer.sent', { producer: id, n: sent }),
    loud: isLoud(sheet, id),
  });
  const x = box.x + unit(14);
  const baseline = box.y + (box.h - type(13) - type(12) * 1.4) / 2 + type(13) * 0.9;
  const service = say('producer.service', { producer: id });
  const label = textWidth(service, type(13)) <= box.w - unit(28) ? service : id;
  const parts = [{ text: label, strong: true }];
  putText(sheet, { ...common, key: `${key}/name`, x, baseline, parts, size: 13, ink: 'ink' });
  putText(sheet, {
    ...common,
    key: `${key}/sent`,
    x,
    baseline: baseline + type(12) * 1.5,
    parts: say('sent', { n: sent }),
  });
}

/** What was sent and has not arrived: a card on its way into every lane. */
function putFlights(
  sheet: Sheet,
  exits: ReadonlyMap<string, ReadonlyMap<LaneId, Point>>,
  landings: ReadonlyMap<LaneId, Landing>,
): void {
  const { world, instant, reduced } = sheet.input;
  const { sends, senders } = world.clients;
  const longest = Math.max(0, ...Object.values(senders).map(({ latencyMs }) => latencyMs));
  for (let id = sends.length - 1; id >= 0; id--) {
    const { producer, sentAt } = sends.items[id]!;
    if (instant - sentAt > longest) break;
    const latency = senders[producer]?.latencyMs ?? 0;
    if (latency === 0 || instant - sentAt >= latency) continue;
    const t = along(instant - sentAt, latency);
    for (const [lane, landing] of landings) {
      const exit = exits.get(producer)?.get(lane);
      if (!world.lanes[lane]?.routes[producer]) continue;
      for (const [n, { place, over, via }] of landing.to(id).entries()) {
        const home: Point = [place.x + place.w / 2, place.y + place.h / 2];
        const from: Point = exit ?? [landing.entry[0] - place.w, landing.entry[1]];
        // reduced: it rests on the wire until it is there
        const [x, y] = onWay(from, landing.entry, [...via, home], over, reduced ? 0.2 : t);
        const grown = 0.78 + 0.22 * t;
        const w = place.w * grown;
        const size = { x: x - w / 2, y: y - (w * CARD_SHAPE) / 2, w, h: w * CARD_SHAPE };
        if (reduced && !exit) continue;
        const name = say('on-its-way', { lane });
        putCard(sheet, `flight/${lane}/${id}/${n}`, null, id, size, name, { moving: true });
      }
    }
  }
}
