// Effects as a part of their own.

import type { EffectsDrawer } from './drawers.ts';
import { effectLinesHeight, putEffectLines } from './effect-lines.ts';
import { effectsInWords } from './effect-words.ts';
import { effectsHeight, effectsWidth, putEffects } from './effects.ts';

export const effectsDrawer: EffectsDrawer = {
  width: effectsWidth,
  height: effectsHeight,
  put: putEffects,
  linesHeight: effectLinesHeight,
  putLines: putEffectLines,
  say: effectsInWords,
};
