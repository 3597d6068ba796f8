// The areas of RabbitMQ that random conversations are about.

import type { Area } from '../broker.ts';
import { writeConfirms } from './areas/confirms.ts';
import { writeCrashes } from './areas/crashes.ts';
import { writeDeadLetters } from './areas/dead-letters.ts';
import { writeDeclaring } from './areas/declaring.ts';
import { writeErrors } from './areas/errors.ts';
import { writeExpiry } from './areas/expiry.ts';
import { writeLength } from './areas/length.ts';
import { writePriorities } from './areas/priorities.ts';
import { writeRestarts } from './areas/restarts.ts';
import { writeRouting } from './areas/routing.ts';
import { writeClassic, writeQuorum } from './areas/settling.ts';
import { writeSingleActive } from './areas/single-active.ts';
import { writeStreams } from './areas/streams.ts';
import { createPlay, type Play } from './play.ts';

const area = (weight: number, write: (play: Play) => void): Area => ({
  weight,
  write: (script) => write(createPlay(script)),
});

export const AREAS: Readonly<Record<string, Area>> = {
  routing: area(6, writeRouting),
  classic: area(6, writeClassic),
  quorum: area(6, writeQuorum),
  'dead-letters': area(6, writeDeadLetters),
  expiry: area(4, writeExpiry),
  length: area(6, writeLength),
  priorities: area(6, writePriorities),
  'single-active': area(5, writeSingleActive),
  declaring: area(5, writeDeclaring),
  confirms: area(4, writeConfirms),
  crashes: area(5, writeCrashes),
  errors: area(4, writeErrors),
  streams: area(4, writeStreams),
  restarts: area(1, writeRestarts),
};
