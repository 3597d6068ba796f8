// What a test needs of a browser, whichever it is: a tab that goes to addresses, answers questions and takes keys.

export interface Tab {
  readonly engine: EngineName;
  /** What the console reported as an error, and what nobody caught; it grows. Only Chromium tells. */
  readonly errors: readonly string[];
  goto(address: string): Promise<void>;
  /** The value of an expression in the page; a promise is waited for. Only what JSON can carry comes back. */
  evaluate<T>(expression: string): Promise<T>;
  /** A key by its name, as `KeyboardEvent.key` has it, pressed and let go. */
  press(key: string): Promise<void>;
  /** The window cannot be made narrower than this. */
  readonly leastWidth: number;
  /** The room of the page itself, in CSS pixels. */
  resize(width: number, height: number): Promise<void>;
  /** What is in the window, as PNG. */
  picture(): Promise<Buffer>;
  close(): Promise<void>;
}

export type EngineName = 'Chromium' | 'Firefox' | 'WebKit';

/**
 * Waits until an expression is true in the page.
 * @throws after ten seconds, with what the page shows
 */
export async function until(tab: Tab, expression: string, what = expression): Promise<void> {
  const began = performance.now();
  // a page that is just being replaced cannot answer
  while (!(await tab.evaluate<boolean>(`!!(${expression})`).catch(() => false))) {
    if (performance.now() - began > 10_000)
      throw new Error(`${tab.engine} waited in vain for: ${what}. It shows: ${await shown(tab)}`);
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}

const shown = async (tab: Tab): Promise<string> =>
  (await tab.evaluate<string>('location.hash + " " + document.body.innerText')).slice(0, 300);
