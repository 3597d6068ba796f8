// A tab of a browser that speaks WebDriver, whatever carries the commands to it.

import type { EngineName, Tab } from './tab.ts';

/** Carries one command and gives what came back. @throws what the browser refuses */
export interface Driver {
  goto(address: string): Promise<unknown>;
  execute(script: string): Promise<unknown>;
  keys(actions: readonly object[]): Promise<unknown>;
  screenshot(): Promise<string>;
  resize(width: number, height: number): Promise<void>;
  close(): Promise<void>;
}

/** WebDriver's own signs for keys that write nothing. */
const SIGNS: Readonly<Record<string, string>> = {
  Tab: '\uE004',
  Enter: '\uE007',
  Escape: '\uE00C',
  End: '\uE010',
  Home: '\uE011',
  ArrowLeft: '\uE012',
  ArrowUp: '\uE013',
  ArrowRight: '\uE014',
  ArrowDown: '\uE015',
};

export function tabOf(engine: EngineName, driver: Driver, leastWidth = 0): Tab {
  const tab: Tab = {
    ...{ engine, leastWidth, errors: [] },
    goto: async (address) => void (await driver.goto(address)),
    evaluate: async <T>(expression: string) => (await driver.execute(`return (${expression});`)) as T,
    async press(key) {
      const value = SIGNS[key] ?? key;
      const actions = ['keyDown', 'keyUp'].map((type) => ({ type, value }));
      await driver.keys([{ type: 'key', id: 'keyboard', actions }]);
    },
    async resize(width, height) {
      await driver.resize(width, height);
      const [is, high] = await tab.evaluate<number[]>('[innerWidth, innerHeight]');
      if (is !== width || high !== height)
        throw new Error(`${engine} has ${is} × ${high} pixels where ${width} × ${height} were asked for.`);
    },
    picture: async () => Buffer.from(await driver.screenshot(), 'base64'),
    close: () => driver.close(),
  };
  return tab;
}
