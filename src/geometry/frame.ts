// The entry: a moment of a run becomes a list of marks. The same input gives the same picture; where things stand follows from
// the end of the run, so that nothing moves while the run goes on but what happens in it.

import type { Immutable, Instant, LaneId } from '../engine/vocabulary.ts';
import type { Lane, ReadonlyWorld } from '../engine/world.ts';
import type { ReadonlyBlocks } from '../engine/blocks.ts';
import type { Fact } from '../engine/fact.ts';
import type { Scenario } from '../scenario/scenario.ts';
import { customersOf } from './customers.ts';
import { describe } from './describe.ts';
import type { Drawers, LaneDrawer } from './drawers.ts';
import { headHeight, type Need, putHead } from './lane-head.ts';
import { keep, type Kept } from './kept.ts';
import { putLog } from './log-lane.ts';
import { needOfLog } from './log-plan.ts';
import type { Mark, Rect } from './mark.ts';
import type { Beginnings, Recent } from './motion.ts';
import { putProducers } from './producer.ts';
import { putQueue } from './queue-lane.ts';
import { needOfQueue } from './queue-plan.ts';
import type { Sheet } from './sheet.ts';
import { type Arrangement, sizesFor } from './sizes.ts';
import type { Landing } from './wire.ts';

export interface FrameInput {
  readonly scenario: Scenario;
  /** The world at the place that is shown. */
  readonly world: ReadonlyWorld;
  /** The world at the end of the same run: room is kept for all that will be. */
  readonly end: ReadonlyWorld;
  /** Everything that happens in the run, and how much of it has. */
  readonly journal: ReadonlyBlocks<Fact>;
  readonly position: number;
  /** The instant that the clock shows; it may lie between two facts. */
  readonly instant: Instant;
  readonly recent: readonly Recent[];
  readonly beginnings: Beginnings;
  readonly width: number;
  /** 0 where the picture may take what it needs. */
  readonly height: number;
  /** 1 on a desk, 1.6 for a projector. */
  readonly scale: number;
  readonly layout: Arrangement;
  /** No travel: things are where they will be. */
  readonly reduced: boolean;
  /** Name of the one thing that is allowed to be loud. */
  readonly focus: string | null;
  readonly drawers: Drawers;
  /** What pictures of the same run in the same room have found; nothing is kept without it. */
  readonly kept?: Kept;
}

export interface LaneRegion extends Rect {
  readonly id: LaneId;
  readonly title: string;
  readonly about: string;
  readonly tally: string;
  /** The lane in words. */
  readonly summary: string;
}

export interface Frame {
  readonly width: number;
  readonly height: number;
  readonly lanes: readonly LaneRegion[];
  readonly marks: readonly Mark[];
  /** The whole stage in about three sentences. */
  readonly summary: string;
}

export function frame(input: FrameInput): Frame {
  const sheet: Sheet = {
    input,
    sizes: sizesFor(input.scale),
    customers: keep(input, 'customers', () => customersOf(input.end)),
    marks: [],
  };
  const { unit } = sheet.sizes;
  const stacked = input.layout === 'phone' || input.layout === 'compact';
  const senders = stacked ? [] : Object.keys(input.end.clients.senders);
  const left = senders.length ? unit(124) + unit(63) : 0;
  const room = { x: left, w: Math.max(120, input.width - left - 1) };
  const specs = input.scenario.lanes.filter(({ id }) => input.end.lanes[id]);
  const rects = arrange(
    sheet,
    specs.map(({ id }) => input.end.lanes[id]!),
    room,
  );
  const words = describe(input);
  const landings = new Map<LaneId, Landing>();
  const lanes = specs.map((spec, index): LaneRegion => {
    const rect = rects[index]!;
    const { body, tally } = putHead(sheet, spec, rect);
    landings.set(spec.id, putLane(sheet, spec.id, body));
    const { id, title, about } = spec;
    return { id, title, about, tally, summary: words.lanes[id] ?? '', ...rect };
  });
  const bottom = Math.max(0, ...rects.map(({ y, h }) => y + h));
  putProducers(sheet, senders, landings, bottom);
  return {
    width: input.width,
    height: input.height || bottom,
    lanes,
    marks: sheet.marks,
    summary: words.stage,
  };
}

function putLane(sheet: Sheet, id: LaneId, body: Rect): Landing {
  const { unit } = sheet.sizes;
  const { effects } = sheet.input.drawers;
  const table = effects?.width(sheet, id, body);
  const own = { ...body, w: table ? body.w - table - unit(24) : body.w };
  const now = sheet.input.world.lanes[id]!;
  const last = sheet.input.end.lanes[id]!;
  if (table) effects?.put(sheet, id, body);
  const lines = effects?.linesHeight(sheet) ?? 0;
  // under a picture that has no room itself they are left out: its own signs come first
  const least = drawerOf(sheet, now)?.need(sheet, last, own.w).least ?? 0;
  if (lines && body.h + headHeight(sheet) >= least + lines) {
    effects?.putLines(sheet, id, body);
    own.h -= lines;
  }
  return drawerOf(sheet, now)?.put(sheet, now, last, own) ?? { entry: [body.x, body.y], to: () => [] };
}

/** What the first lesson has; a lane whose part did not arrive has a head and no body. */
const PLAIN: Drawers = {
  queue: { need: needOfQueue, put: putQueue },
  log: { need: needOfLog, put: putLog },
};

const drawerOf = (sheet: Sheet, { broker }: Immutable<Lane>): LaneDrawer<Lane> | undefined =>
  sheet.input.drawers[broker] ?? PLAIN[broker];

/** Room per lane, one under the other: what each needs, and a share of what is left. */
function arrange(sheet: Sheet, lanes: readonly Immutable<Lane>[], room: { x: number; w: number }): Rect[] {
  const { input, sizes } = sheet;
  const gap = sizes.unit(input.layout === 'desk' || input.layout === 'tablet' ? 36 : 20);
  const needs = lanes.map((lane): Need => {
    const { effects } = input.drawers;
    const table = effects?.width(sheet, lane.id, { ...room, y: 0, h: 0 });
    const width = table ? room.w - table - sizes.unit(24) : room.w;
    const needed = (): Need => drawerOf(sheet, lane)?.need(sheet, lane, width) ?? { most: 0, least: 0 };
    const own = keep(input, `${lane.id}/need/${width}`, needed);
    const lines = effects?.linesHeight(sheet) ?? 0;
    const beside = headHeight(sheet) + (effects?.height(sheet, lane.id) ?? 0);
    return { most: Math.max(own.most + lines, beside), least: Math.max(own.least + lines, beside) };
  });
  const most = needs.reduce((sum, one) => sum + one.most, 0);
  const least = needs.reduce((sum, one) => sum + one.least, 0);
  const height = input.height ? input.height - gap * (lanes.length - 1) : most;
  const heightOf = (need: Need): number =>
    height >= most
      ? need.most + (height - most) / lanes.length
      : height >= least
        ? need.least + ((need.most - need.least) * (height - least)) / (most - least)
        : (need.least * height) / least;
  let y = 0;
  return needs.map((need) => {
    const rect = { x: room.x, y, w: room.w, h: heightOf(need) };
    y += rect.h + gap;
    return rect;
  });
}
