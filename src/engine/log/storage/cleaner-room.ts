// The log cleaner as a room: only compacted topics need it.

import type { Room } from '../room.ts';
import { clean } from './cleaner.ts';
import { cleaningFacts } from './cleaning-apply.ts';
import { planCleaning, planPass } from './dirt.ts';

export const cleanerRoom: Room = {
  rules: { clean, 'plan-cleaning': planCleaning, 'plan-cleaner-pass': planPass },
  facts: cleaningFacts,
};
