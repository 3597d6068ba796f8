// What administrators ask of groups and records by hand, as a room: most runs go without.

import type { Room } from '../room.ts';
import { deleteRecords } from '../storage/delete-records.ts';
import { listOffsets } from '../storage/lookup.ts';
import { alterOffsets, deleteGroup, deleteOffsets } from './admin.ts';
import { resetOffsets } from './reset.ts';

export const adminRoom: Room = {
  rules: {
    'reset-offsets': resetOffsets,
    'alter-offsets': alterOffsets,
    'delete-offsets': deleteOffsets,
    'delete-group': deleteGroup,
    'delete-records': deleteRecords,
    'list-offsets': listOffsets,
  },
  facts: {},
};
