// What effects are called: one of them, several, and the work that brings them about. Those of which the language files know nothing go
// by the name that the scenario gives them.

import { isKey, wordingsOf } from '../words/say.ts';

export type EffectForm = 'one' | 'many' | 'doing';
const FORMS: readonly EffectForm[] = ['one', 'many', 'doing'];

/** `charge`, `charges`, `charging`; null where nothing is known of how somebody does it. */
export function effectIn(effect: string, form: 'one' | 'many'): string;
export function effectIn(effect: string, form: EffectForm): string | null;
export function effectIn(effect: string, form: EffectForm): string | null {
  const key = `effect.${effect}`;
  if (isKey(key)) return wordingsOf(key)[FORMS.indexOf(form)]!;
  return form === 'doing' ? null : form === 'one' || effect.endsWith('ing') ? effect : `${effect}s`;
}
