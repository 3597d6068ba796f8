// The one table of keys: the handler, the help dialogue and the documentation are all made from it. What a key does is said under `key.`
// and its wish in the language files.

/** What a key can ask for. */
export type Wish =
  | 'playOrPause'
  | 'nextBeat'
  | 'previousBeat'
  | 'stepForward'
  | 'stepBack'
  | 'nextSection'
  | 'previousSection'
  | 'toStart'
  | 'toEnd'
  | 'bet'
  | 'whatHappened'
  | 'fullScreen'
  | 'help'
  | 'close';

export interface KeyEntry {
  /** Values of `KeyboardEvent.key`. */
  readonly keys: readonly string[];
  /** The same on paper. */
  readonly shown: readonly string[];
  readonly wish: Wish;
}

export const keyTable: readonly KeyEntry[] = [
  { keys: [' '], shown: ['Space'], wish: 'playOrPause' },
  { keys: ['ArrowRight', 'PageDown'], shown: ['→', 'Page Down'], wish: 'nextBeat' },
  { keys: ['ArrowLeft', 'PageUp'], shown: ['←', 'Page Up'], wish: 'previousBeat' },
  { keys: ['.'], shown: ['.'], wish: 'stepForward' },
  { keys: [','], shown: [','], wish: 'stepBack' },
  { keys: [']'], shown: [']'], wish: 'nextSection' },
  { keys: ['['], shown: ['['], wish: 'previousSection' },
  { keys: ['Home'], shown: ['Home'], wish: 'toStart' },
  { keys: ['End'], shown: ['End'], wish: 'toEnd' },
  { keys: ['1', '2', '3', '4'], shown: ['1', '2', '3', '4'], wish: 'bet' },
  { keys: ['w'], shown: ['w'], wish: 'whatHappened' },
  { keys: ['f'], shown: ['f'], wish: 'fullScreen' },
  { keys: ['?'], shown: ['?'], wish: 'help' },
  { keys: ['Escape'], shown: ['Esc'], wish: 'close' },
];

/** What of a key press matters here; a KeyboardEvent has it. */
export interface Press {
  readonly key: string;
  readonly repeat: boolean;
  readonly ctrlKey: boolean;
  readonly altKey: boolean;
  readonly metaKey: boolean;
}

/** What kind of control has the focus. */
export type Control = 'none' | 'button' | 'link' | 'slider' | 'radio' | 'text';

const moving = ['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown', 'Home', 'End'];
const owned: Readonly<Record<Control, (key: string) => boolean>> = {
  none: () => false,
  button: (key) => key === ' ' || key === 'Enter',
  link: (key) => key === 'Enter',
  slider: (key) => moving.includes(key),
  radio: (key) => moving.includes(key) || key === ' ' || key === 'Enter',
  text: (key) => key !== 'Escape',
};

/**
 * The entry that a press asks for; null if it is not ours: a held key, one with a modifier (Shift only chooses the
 * character), one that the focused control owns, or one that types a character while single keys are off.
 */
export function entryFor(press: Press, control: Control, singleKeys: boolean): KeyEntry | null {
  if (press.repeat || press.ctrlKey || press.altKey || press.metaKey) return null;
  if (owned[control](press.key)) return null;
  const typed = press.key.length === 1;
  if (typed && !singleKeys) return null;
  return keyTable.find((entry) => entry.keys.includes(press.key)) ?? null;
}

/** The kind of the control that has the focus. */
export function controlOf(element: Element | null): Control {
  if (!element) return 'none';
  if (element.matches('input[type=range], [role=slider]')) return 'slider';
  // things on the stage: arrows lead from one to the next
  if (element.matches('[data-of]')) return 'radio';
  if (element.matches('input[type=radio], [role=radio]')) return 'radio';
  if (element.matches('input[type=checkbox], button, summary, [role=button]')) return 'button';
  if (element.matches('input, textarea, select, [contenteditable]')) return 'text';
  return element.matches('a[href]') ? 'link' : 'none';
}
