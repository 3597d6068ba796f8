// npm run gallery: one page with every lesson at every beat in every size and theme, photographed from the built page, and inspected on
// the way. What is wrong is printed and stands beside its picture; the exit code is 1 where something is.

import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { preview } from 'vite';
import { openChromium } from '../tests/browsers/chromium.ts';
import { allPlaces, settings } from '../tests/rendered/places.ts';
import { complaint, findings, goTo, openSetting } from '../tests/rendered/rendered.ts';
import { ensureBrowser } from './browser.mjs';
import { type Shot, sheet } from './gallery/sheet.ts';

const OUT = 'dist-gallery';

export async function main(args: readonly string[]): Promise<number> {
  if (args.length) {
    process.stderr.write('npm run gallery takes nothing.\n');
    return 2;
  }
  await ensureBrowser();
  execFileSync(process.execPath, [process.env.npm_execpath ?? 'npm', 'run', '--silent', 'build'], {
    stdio: 'ignore',
  });
  rmSync(OUT, { recursive: true, force: true });
  mkdirSync(`${OUT}/pictures`, { recursive: true });
  cpSync('dist', `${OUT}/page`, { recursive: true });
  const server = await preview({ preview: { host: '127.0.0.1', port: 4450 }, logLevel: 'silent' });
  const tab = await openChromium();
  const shots: Shot[] = [];
  try {
    const places = await allPlaces();
    for (const setting of settings) {
      await openSetting(tab, server.resolvedUrls!.local[0]!, setting);
      for (const place of places) {
        await goTo(tab, place);
        const wrong = await findings(tab, setting);
        for (const one of wrong) process.stdout.write(`${complaint(place, setting, one)}\n`);
        const file = `${place.lesson ?? 'start'}-${place.beat + 1}-${setting.size.name.replace(' ', '-')}-${setting.theme}.png`;
        writeFileSync(`${OUT}/pictures/${file}`, await tab.picture());
        shots.push({ place, setting, file, wrong });
      }
    }
  } finally {
    await tab.close();
    await server.close();
  }
  writeFileSync(`${OUT}/index.html`, sheet(shots));
  const faults = shots.reduce((sum, { wrong }) => sum + wrong.length, 0);
  process.stdout.write(`${shots.length} pictures, ${faults} faults: ${OUT}/index.html\n`);
  return faults ? 1 : 0;
}
