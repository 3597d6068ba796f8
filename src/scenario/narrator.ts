// Turns facts into sentences, the same for ledger, live region and transcript. A fact that is only bookkeeping is not told. What there is to
// say of each part of the engine stands in voices/.

import type { Fact } from '../engine/fact.ts';
import type { DirectFact } from '../engine/direct/fact.ts';
import type { RedisFact } from '../engine/redis/fact.ts';
import type { LaneId } from '../engine/vocabulary.ts';
import { ofClients } from './voices/clients.ts';
import { ofLog } from './voices/log.ts';
import { ofQueue } from './voices/queue.ts';
import type { Sends, Voice } from './voices/voice.ts';

/** A told fact: its sentence, and the lane it belongs to (null: to all of them). */
export interface Telling {
  readonly lane: LaneId | null;
  readonly says: string;
}

/** Few pages have such lanes, so their voices come by themselves and say so. */
interface Late {
  redis?: Voice<RedisFact>;
  direct?: Voice<DirectFact>;
}
const late: Late = {};

/** From now on these facts are told. */
export function hear(voices: Late): void {
  Object.assign(late, voices);
}

/** The sentence for a fact, or null where nobody needs to hear of it. */
export function tell(fact: Fact, sends: Sends): Telling | null {
  switch (fact.of) {
    case 'agenda':
      return null;
    case 'clients':
      return told('lane' in fact ? fact.lane : null, ofClients(fact, sends));
    case 'log':
      return told(fact.lane, ofLog(fact, sends));
    case 'queue':
      return told(fact.lane, ofQueue(fact, sends));
    case 'redis':
      return told(fact.lane, late.redis?.(fact, sends) ?? null);
    case 'direct':
      return told(fact.lane, late.direct?.(fact, sends) ?? null);
  }
}

const told = (lane: LaneId | null, says: string | null): Telling | null =>
  says === null ? null : { lane, says };
