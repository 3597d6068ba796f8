// npm start: from a fresh clone to a running page, in one process, so that whatever ends it ends the server.
import { endWithParent, fail, installDependencies } from './bootstrap.mjs';

endWithParent();
await installDependencies();
const { build, preview } = await import('vite');
try {
  await build();
} catch (error) {
  fail(`The build failed. ${error}`);
}
// a taken port moves on to the next
const server = await preview({ preview: { host: '127.0.0.1', port: 4173 } });
console.log(`\nQueue vs Log: ${server.resolvedUrls?.local[0]}  (Ctrl+C ends it)`);
