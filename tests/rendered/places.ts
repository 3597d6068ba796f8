// Where the page is looked at: every lesson at every beat, in four sizes and three themes, and the start page in all of them.

import { lessons } from '../../src/scenario/catalog.ts';
import type { Scenario } from '../../src/scenario/scenario.ts';

export interface Size {
  readonly name: 'desk' | 'projector' | 'phone' | 'small desk';
  readonly width: number;
  readonly height: number;
}

export const sizes: readonly Size[] = [
  { name: 'desk', width: 1440, height: 900 },
  { name: 'projector', width: 1280, height: 720 },
  { name: 'phone', width: 390, height: 844 },
  { name: 'small desk', width: 1024, height: 640 },
];

export type Theme = 'light' | 'dark' | 'projector';

export interface Setting {
  readonly size: Size;
  readonly theme: Theme;
}

/** Every size in light and dark, and the theme for a room full of people where there is room for it. */
export const settings: readonly Setting[] = sizes.flatMap((size) => [
  { size, theme: 'light' as const },
  { size, theme: 'dark' as const },
  ...(size.width >= 1280 ? [{ size, theme: 'projector' as const }] : []),
]);

export interface Place {
  /** Name of the lesson; null for the start page. */
  readonly lesson: string | null;
  /** Title of the lesson. */
  readonly title: string;
  /** Index of the beat, and its title. */
  readonly beat: number;
  readonly beatTitle: string;
}

export const startPage: Place = { lesson: null, title: 'Start page', beat: 0, beatTitle: 'Queue vs Log' };

const placesOf = ({ name, title, lesson }: Scenario): Place[] =>
  (lesson?.beats ?? []).map((beat, index) => ({
    ...{ lesson: name, title, beat: index, beatTitle: beat.title },
  }));

/** The start page, and every beat of every lesson. */
export async function allPlaces(): Promise<Place[]> {
  const scenarios = await Promise.all(lessons.map((entry) => entry.load()));
  return [startPage, ...scenarios.flatMap(placesOf)];
}

/**
 * About so many of all places in all settings, spread so that every lesson comes in every setting and, over all settings, at
 * every beat.
 */
export function sampleOf(places: readonly Place[], most: number): [Setting, Place][] {
  const step = Math.ceil((places.length * settings.length) / most);
  return settings.flatMap((setting, index) =>
    places
      .filter(({ lesson, beat }) => lesson === null || (beat + index) % step === 0)
      .map((place): [Setting, Place] => [setting, place]),
  );
}

/** The part of an address after the page's own. */
export const hashOf = ({ lesson, beat }: Place): string =>
  lesson === null ? '#' : `#1.${lesson}..-.${beat}-0`;

export const queryOf = (theme: Theme): string => `?theme=${theme}&motion=reduced`;

/** A place and a setting in words: they open each complaint. */
export const named = (place: Place, { size, theme }: Setting): string =>
  `${place.title}${place.lesson === null ? '' : `, beat ${place.beat + 1} “${place.beatTitle}”`}, ${size.name} ${size.width} × ${size.height}, ${theme}`;
