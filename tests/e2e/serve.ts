// Serves dist/ as `npm start` does, for the end-to-end tests; they read its address by inject('origin').
import { preview } from 'vite';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  interface ProvidedContext {
    origin: string;
  }
}

export default async function serve(project: TestProject) {
  // the build's own settings, not those of the test run that calls this; port 0: whichever is free
  const server = await preview({
    configFile: 'vite.config.ts',
    preview: { host: '127.0.0.1', port: 0 },
    logLevel: 'silent',
  });
  const origin = server.resolvedUrls?.local[0];
  if (!origin) throw new Error('The built page is not being served.');
  project.provide('origin', origin);
  return () => server.close();
}
