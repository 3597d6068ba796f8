// The stage in words, for those who do not see it: a few short sentences per lane, and all of them together.

import type { LaneId } from '../engine/vocabulary.ts';
import type { FrameInput } from './frame.ts';
import { talliesOf } from './lane-head.ts';
import { say } from '../words/say.ts';

export interface Description {
  readonly lanes: Readonly<Record<LaneId, string>>;
  readonly stage: string;
}

export function describe(input: FrameInput): Description {
  const lanes: Record<LaneId, string> = {};
  for (const { id } of input.scenario.lanes)
    if (input.world.lanes[id])
      lanes[id] = [tallyOf(input, id), readersOf(input, id), input.drawers.effects?.say(input, id)]
        .filter(Boolean)
        .join(' ');
  const named = input.scenario.lanes.map(({ id, title }) => `${title}: ${lanes[id] ?? ''}`);
  return { lanes, stage: named.join(' ') };
}

const tallyOf = (input: FrameInput, lane: LaneId): string =>
  `${(talliesOf(input.world, lane)[0] ?? []).map(({ text }) => text).join('')}.`;

/** Who reads, and how far. */
function readersOf(input: FrameInput, lane: LaneId): string {
  const { world } = input;
  const broker = world.lanes[lane]!;
  const workers = Object.values(world.clients.workers[lane] ?? {});
  const said = workers.map(({ spec, status, job }) => {
    const sent = job?.send != null ? world.clients.sends.items[job.send] : undefined;
    const worker = spec.id;
    if (sent) {
      const { key } = sent;
      const order = sent.order ?? sent.id + 1;
      return say(key === null ? 'describe.works' : 'describe.works-for', { worker, order, key });
    }
    const does = status === 'crashed' || status === 'stopped' ? status : 'waits';
    return say(`describe.${does}`, { worker });
  });
  if (broker.broker === 'log')
    for (const group of Object.values(broker.state.groups)) {
      let [committed, lag] = [0, 0];
      for (const [id, { offset }] of Object.entries(group.offsets)) {
        committed += offset;
        lag += (broker.state.partitions[id]?.logEndOffset ?? offset) - offset;
      }
      const several = Object.keys(group.offsets).length > 1;
      if (Object.keys(group.offsets).length)
        said.push(say(several ? 'describe.lag' : 'describe.committed', { group: group.id, committed, lag }));
    }
  return said.length ? `${said.join(', ')}.` : '';
}
