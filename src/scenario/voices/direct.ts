// What happens where services call each other directly. Loaded with such a lane, and heard from then on.

import type { DirectFact } from '../../engine/direct/fact.ts';
import { say } from '../../words/say.ts';
import { hear } from '../narrator.ts';
import { nameOf, sayKind, type Voice } from './voice.ts';

const ofDirect: Voice<DirectFact> = (fact, sends) => {
  switch (fact.kind) {
    case 'call-taken':
    case 'call-answered':
      return sayKind('direct', fact, { what: nameOf(sends, fact.send) });
    case 'call-failed':
      return say(`direct.failed.${fact.because}`, { ...fact, what: nameOf(sends, fact.send) });
    default:
      return null;
  }
};

hear({ direct: ofDirect });
