// The whole drawing of a log's lane: tapes with their past, rosters of the groups under them, and strips where partitions are many.

import type { LaneDrawer } from './drawers.ts';
import type { LogLane } from '../engine/world.ts';
import { putFold } from './fold.ts';
import { keep } from './kept.ts';
import { headHeight } from './lane-head.ts';
import type { LogDetail } from './log-detail.ts';
import { putLog, spaceAbove } from './log-lane.ts';
import { putPast } from './log-past.ts';
import { needOfLog, planLog, type SomeLogLane } from './log-plan.ts';
import type { Rect } from './mark.ts';
import { ownershipOf } from './ownership.ts';
import { planRoster, putRoster, type RosterPlan } from './roster.ts';
import type { Sheet } from './sheet.ts';
import { spansOf } from './span.ts';
import { planStrips, putStrips, type StripPlan } from './strips.ts';
import { putOwnRecord } from './tombstone.ts';
import type { Landing } from './wire.ts';

const detail: LogDetail = {
  card: putOwnRecord,
  spans: spansOf,
  fold: putFold,
  tape: putPast,
  label: ownershipOf,
};

/** On a phone, where a lane takes what it needs: more partitions than this have strips, and so many rows of them. */
const MOST_TAPES = 6;
const MOST_STRIPS = 12;

export const logDrawer: LaneDrawer<LogLane> = {
  need(sheet, last, width) {
    const { unit, type } = sheet.sizes;
    const roster = planRoster(
      sheet,
      last,
      width,
      sheet.input.layout === 'phone' ? unit(190) : unit(260),
    ).height;
    if (isCrowded(sheet, last)) {
      const tall = { x: 0, y: 0, w: width, h: MOST_STRIPS * (type(12) + unit(24)) };
      const height = headHeight(sheet) + planStrips(sheet, last, tall).height + roster + unit(30);
      return { most: height, least: height };
    }
    const { most, least } = needOfLog(sheet, last, width);
    return { most: most + roster, least: least + Math.min(roster, unit(140)) };
  },
  put(sheet, now, last, body) {
    const name = `${last.id}/arrangement/${JSON.stringify(body)}`;
    const { own, strips, roster, under } = keep(sheet.input, name, () => arrange(sheet, last, body));
    putRoster(sheet, now, roster, { ...body, y: body.y + under, h: roster.height });
    const landing = strips ? putStrips(sheet, now, last, strips, own) : putLog(sheet, now, last, own, detail);
    return thinned(sheet, landing);
  },
};

interface Arrangement {
  /** What tapes or strips have of the lane's body. */
  readonly own: Rect;
  /** Null where there is room for tapes. */
  readonly strips: StripPlan | null;
  readonly roster: RosterPlan;
  /** Where the roster begins, from the top of the body. */
  readonly under: number;
}

function arrange(sheet: Sheet, last: SomeLogLane, body: Rect): Arrangement {
  const { unit } = sheet.sizes;
  // the tapes come first, but not so that nobody is named
  const whole = isCrowded(sheet, last) ? body.h : planLog(sheet, last, { ...body, h: Infinity }).snug;
  const room = Math.max(body.h * 0.3, body.h - whole - unit(12));
  const roster = planRoster(sheet, last, body.w, room);
  const own = { ...body, h: body.h - roster.height };
  const plan = isCrowded(sheet, last) ? null : planLog(sheet, last, own);
  if (plan && plan.partitions.length === Object.keys(last.state.partitions).length) {
    const under = spaceAbove(sheet, plan, own) + plan.height + unit(12);
    return { own, strips: null, roster, under: Math.min(own.h, under) };
  }
  const lower = { ...own, y: own.y + unit(12), h: own.h - unit(12) };
  const strips = planStrips(sheet, last, lower);
  return { own: lower, strips, roster, under: Math.min(own.h, unit(12) + strips.height + unit(8)) };
}

const isCrowded = (sheet: Sheet, last: SomeLogLane): boolean =>
  sheet.input.layout === 'phone' && Object.keys(last.state.partitions).length > MOST_TAPES;

/** So many records at most are seen on their way at a time. */
const MOST_FLIGHTS = 16;

/**
 * Where more are under way than can be told apart, only each so manieth is drawn, the same ones throughout the run; an odd number, so
 * that customers who come in turn are all seen.
 */
function thinned(sheet: Sheet, landing: Landing): Landing {
  const each = keep(sheet.input, 'thinned', () => thinningOf(sheet));
  return each === 1 ? landing : { ...landing, to: (send) => (send % each ? [] : landing.to(send)) };
}

function thinningOf({ input }: Sheet): number {
  const { sends, senders } = input.end.clients;
  const latency = Math.max(0, ...Object.values(senders).map(({ latencyMs }) => latencyMs));
  if (latency === 0) return 1;
  let [most, first] = [0, 0];
  for (let id = 0; id < sends.length; id++) {
    while (sends.items[id]!.sentAt - sends.items[first]!.sentAt >= latency) first++;
    most = Math.max(most, id - first + 1);
  }
  return Math.ceil(most / MOST_FLIGHTS) | 1;
}
