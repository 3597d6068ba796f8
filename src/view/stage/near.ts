// Selecting comes when somebody comes near the stage.

import type { Selecting } from './selecting.ts';

/** Listens to a stage from then on; gives the way to stop that. A click that was quicker is made once more. */
export function selectWhenNear(selecting: Selecting): () => void {
  const { stage } = selecting;
  const waiting = new AbortController();
  const { signal } = waiting;
  let clicked: EventTarget | null = null;
  let stop = (): void => {};
  let begun = false;
  async function begin(): Promise<void> {
    if (begun) return;
    begun = true;
    const { listen } = await import('./selecting.ts');
    if (signal.aborted) return;
    waiting.abort();
    stop = listen(selecting);
    clicked?.dispatchEvent(new MouseEvent('click', { bubbles: true }));
  }
  for (const kind of ['pointerenter', 'focusin'])
    stage.addEventListener(kind, () => void begin(), { signal });
  stage.addEventListener('click', ({ target }) => (clicked = target), { signal });
  return () => {
    waiting.abort();
    stop();
  };
}
