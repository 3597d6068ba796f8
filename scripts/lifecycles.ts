// What of the lifecycles goes into the built page: their tables. XState, in which they are declared, stays here.
import { type Plugin, runnerImport } from 'vite';
import { StateMachine } from 'xstate';

const LIFECYCLE = /\/src\/lifecycle\/(?!transitions)[\w-]+\.ts$/;

/** Runs each lifecycle's file when the page is built, and puts in its place the tables that it exports. */
export const lifecycleTables = (): Plugin => ({
  name: 'lifecycle-tables',
  apply: 'build',
  async load(id) {
    if (!LIFECYCLE.test(id)) return null;
    const { module } = await runnerImport<Record<string, unknown>>(id);
    return Object.entries(module)
      .filter(([, value]) => !(value instanceof StateMachine))
      .map(([name, table]) => `export const ${name} = ${JSON.stringify(table)};`)
      .join('\n');
  },
});
