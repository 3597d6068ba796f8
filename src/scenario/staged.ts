// Which lanes are on the stage: all of them, or those that a beat or the challenge names.

import type { Beat, Challenge, Scenario } from './scenario.ts';

/** The scenario with the lanes that are on the stage now. The run has them all. */
export const staged = (scenario: Scenario, part: Pick<Beat | Challenge, 'lanes'> | undefined): Scenario =>
  part?.lanes
    ? { ...scenario, lanes: scenario.lanes.filter(({ id }) => part.lanes!.includes(id)) }
    : scenario;
