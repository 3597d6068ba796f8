// What a visitor's browser fetches until the first lesson answers, counted from its own requests on the built page.

import { execFileSync } from 'node:child_process';
import { gzipSync } from 'node:zlib';
import { chromium } from 'playwright';
import { preview } from 'vite';
import { ensureBrowser, launchOptions } from '../browser.mjs';

/** `page-js`: gzipped JavaScript, chunks loaded later included; `page-fonts`: bytes of fonts; both in kB. */
export async function measurePage() {
  await ensureBrowser();
  execFileSync(process.execPath, [process.env.npm_execpath ?? 'npm', 'run', '--silent', 'build'], {
    stdio: 'ignore',
  });
  const server = await preview({ preview: { host: '127.0.0.1', port: 4400 }, logLevel: 'silent' });
  const browser = await chromium.launch(launchOptions());
  try {
    const page = await browser.newPage();
    let scripts = 0;
    let fonts = 0;
    const reads: Promise<void>[] = [];
    page.on('response', (response) => {
      const kind = response.request().resourceType();
      if (kind !== 'script' && kind !== 'font') return;
      reads.push(
        response.body().then((body) => {
          if (kind === 'script') scripts += gzipSync(body).length;
          else fonts += body.length;
        }),
      );
    });
    await page.goto(server.resolvedUrls!.local[0]!);
    await page
      .getByRole('link', { name: /One message, two worlds/ })
      .first()
      .click();
    await page.getByRole('button', { name: 'Next beat' }).click();
    await page.waitForLoadState('networkidle');
    await Promise.all(reads);
    const kilobytes = (bytes: number) => Math.round(bytes / 10) / 100;
    return [
      { name: 'page-js', value: kilobytes(scripts), limit: 120, unit: 'kB gz' },
      { name: 'page-fonts', value: kilobytes(fonts), limit: 110, unit: 'kB' },
    ];
  } finally {
    await browser.close();
    await server.close();
  }
}
