// Loads the parts of the drawing that a scenario's stage needs beside those that every stage has.

import type { Drawers } from '../../geometry/drawers.ts';
import type { Scenario } from '../../scenario/scenario.ts';

/** @throws if a part does not arrive */
export async function drawersFor(scenario: Scenario): Promise<Drawers> {
  // wherever a worker gets effects: in its setup, or by an action
  if (!JSON.stringify(scenario).includes('"effects":')) return {};
  const { effectsDrawer } = await import('../../geometry/effects-drawer.ts');
  return { effects: effectsDrawer };
}
