// The areas of Redis that random conversations are about.

import type { Area } from '../broker.ts';
import { writeErrors } from './areas/errors.ts';
import { writeExpiry } from './areas/expiry.ts';
import { writeGroups } from './areas/groups.ts';
import { writeBlocking, writeLists } from './areas/lists.ts';
import { writePubSub } from './areas/pubsub.ts';
import { writeSortedSets } from './areas/sorted-sets.ts';
import { writeStreams } from './areas/streams.ts';
import { createPlay, type Play } from './play.ts';

const area = (weight: number, write: (play: Play) => void): Area => ({
  weight,
  write: (script) => write(createPlay(script)),
});

export const AREAS: Readonly<Record<string, Area>> = {
  lists: area(3, writeLists),
  blocking: area(5, writeBlocking),
  pubsub: area(2, writePubSub),
  'sorted-sets': area(3, writeSortedSets),
  streams: area(4, writeStreams),
  groups: area(6, writeGroups),
  expiry: area(2, writeExpiry),
  errors: area(4, writeErrors),
};
