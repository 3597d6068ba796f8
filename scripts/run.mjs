// Runs a script written in TypeScript: `node scripts/run.mjs FILE ARGS…` calls the file's `main(args)`; what that gives is the
// exit code. Prints nothing itself.
import { endWithParent, fail, installDependencies } from './bootstrap.mjs';

endWithParent();
await installDependencies({ quiet: true });
const [file = fail('Which script?'), ...args] = process.argv.slice(2);

// whoever reads may stop reading: `| head`
process.stdout.on('error', () => process.exit(1));

const { load } = await import('./bundle.mjs');
let code = 1;
try {
  const { main } = /** @type {{ main: (args: string[]) => number | Promise<number> }} */ (
    /** @type {unknown} */ (await load(file))
  );
  code = await main(args);
} catch (error) {
  console.error(error);
}
// a pipe takes its time, and process.exit does not wait for it
await new Promise((resolve) => process.stdout.write('', resolve));
await new Promise((resolve) => process.stderr.write('', resolve));
process.exit(code);
