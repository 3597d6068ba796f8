// The contact sheet: a page that needs nothing but its pictures. Every lesson has a row per beat, every picture leads to its place
// in the page itself.

import type { Finding } from '../../tests/rendered/finding.ts';
import { hashOf, type Place, queryOf, type Setting } from '../../tests/rendered/places.ts';

export interface Shot {
  readonly place: Place;
  readonly setting: Setting;
  /** Its picture, in `pictures/`. */
  readonly file: string;
  readonly wrong: readonly Finding[];
}

const escaped = (text: string): string => text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);

/** Shots that agree in something, in the order in which they came. */
function grouped(shots: readonly Shot[], by: (shot: Shot) => string): Shot[][] {
  const groups = new Map<string, Shot[]>();
  for (const shot of shots) groups.set(by(shot), [...(groups.get(by(shot)) ?? []), shot]);
  return [...groups.values()];
}

export function sheet(shots: readonly Shot[]): string {
  const lessons = grouped(shots, ({ place }) => place.title);
  const faults = shots.reduce((sum, { wrong }) => sum + wrong.length, 0);
  const contents = lessons.map(([first]) => {
    const { title } = first!.place;
    return `<li><a href="#${idOf(title)}">${escaped(title)}</a></li>`;
  });
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Gallery · Queue vs Log</title>
<style>${style}</style>
</head>
<body>
<header>
<h1>Gallery</h1>
<p>Every lesson at every beat, in four sizes and three themes: ${shots.length} pictures. ${faults ? `<strong>${faults} faults</strong>, each under its picture.` : 'No faults were found in them.'} A picture leads to its place in the page, for which this folder has to be served.</p>
<ol>${contents.join('')}</ol>
</header>
<main>
${lessons.map(lessonOf).join('\n')}
</main>
</body>
</html>
`;
}

const idOf = (title: string): string => title.toLowerCase().replace(/[^a-z0-9]+/g, '-');

function lessonOf(shots: readonly Shot[]): string {
  const { title, lesson } = shots[0]!.place;
  const beats = grouped(shots, ({ place }) => String(place.beat));
  return `<section id="${idOf(title)}"><h2>${escaped(title)}</h2>${beats
    .map((beat) => {
      const { place } = beat[0]!;
      const head =
        lesson === null ? '' : `<h3><span>Beat ${place.beat + 1}</span> ${escaped(place.beatTitle)}</h3>`;
      return `<div class="beat">${head}<div class="row">${beat.map(shotOf).join('')}</div></div>`;
    })
    .join('')}</section>`;
}

function shotOf({ place, setting, file, wrong }: Shot): string {
  const { size, theme } = setting;
  const faults = wrong.map(
    ({ rule, what, detail }) => `<li><b>${rule}</b> “${escaped(what)}” ${escaped(detail)}</li>`,
  );
  return `<figure class="${size.name.replace(' ', '-')}"><a href="page/index.html${queryOf(theme)}${hashOf(place)}"><img src="pictures/${file}" width="${size.width}" height="${size.height}" loading="lazy" alt="${escaped(`${place.title}, ${place.beatTitle}, ${size.name}, ${theme}`)}"></a><figcaption>${size.name} ${size.width} × ${size.height} · ${theme}</figcaption>${faults.length ? `<ul>${faults.join('')}</ul>` : ''}</figure>`;
}

const style = `
:root { color-scheme: light; }
body { margin: 0; background: #faf8f4; color: #1c1d21; font: 400 14px/1.4 system-ui, sans-serif; }
header, section { padding: 0 40px; }
header { padding-top: 40px; }
h1, h2, h3 { margin: 0; font-family: Georgia, 'Times New Roman', serif; font-weight: 500; }
h1 { font-size: 34px; line-height: 1.15; }
h2 { position: sticky; top: 0; z-index: 1; padding: 12px 0; border-bottom: 1px solid #dedad0; background: #faf8f4; font-size: 20px; }
h3 { padding: 20px 0 8px; font-size: 18px; }
h3 span { margin-right: 8px; color: #5b5d66; font: 400 13px system-ui, sans-serif; }
header p { max-width: 60ch; margin: 12px 0; font: 400 18px/1.55 Georgia, 'Times New Roman', serif; }
ol { margin: 16px 0 24px; padding: 0; columns: 280px; list-style: none; }
li { padding: 2px 0; }
a { color: inherit; text-underline-offset: 3px; }
.row { display: flex; gap: 20px; overflow-x: auto; padding: 2px 2px 12px; }
.beat:first-of-type .row { padding-top: 16px; }
figure { flex: none; margin: 0; }
img { display: block; width: auto; height: 260px; outline: 1px solid #dedad0; }
a:focus-visible img { outline: 2px solid #1c1d21; outline-offset: 2px; }
figcaption { padding-top: 6px; color: #5b5d66; font-size: 12px; font-variant-numeric: tabular-nums; }
figure ul { width: 0; min-width: 100%; margin: 6px 0 0; padding: 0; color: #b3261e; font-size: 12px; list-style: none; }
section { padding-bottom: 36px; }
`;
