// The log cleaner as a room: only compacted topics need it.

import type { Room } from '../room.ts';
import { clean } from './cleaner.ts';

export const cleanerRoom: Room = { rules: { clean }, facts: {} };
