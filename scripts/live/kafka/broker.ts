// Kafka, as the tool for random conversations knows it.

import { replayLogTrace } from '../../conformance/log/trace.ts';
import type { Broker, Settings } from '../broker.ts';
import { AREAS, type Recorder } from './areas.ts';
import { findBroker } from './recorder.ts';
import { details, spare, ties } from './steps.ts';

export const kafka: Broker = {
  name: 'kafka',
  areas: AREAS,
  address: 'localhost:19592',
  threads: 6,
  find: findBroker,
  head(area, settings) {
    const { recorder, topic } = AREAS[area]!;
    return { format: 'log-trace/1', versions: ['4.3.1'], topic, settings: settingsFor(recorder, settings) };
  },
  replay: replayLogTrace,
  ties,
  spare,
  details,
};

/** Those of the broker's settings that its model may read. Recordings of whole groups are known by theirs. */
function settingsFor(recorder: Recorder, settings: Settings): Settings {
  const families = recorder === 'group' ? ['log.', 'group.', 'offsets.'] : ['log.', 'transaction.'];
  return Object.fromEntries(
    Object.entries(settings).filter(([name]) => families.some((family) => name.startsWith(family))),
  );
}
