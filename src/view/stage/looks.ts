// How each kind of mark looks: the component that draws it.

import type { Component } from 'svelte';
import type { Mark } from '../../geometry/mark.ts';
import Box from './marks/Box.svelte';
import Card from './marks/Card.svelte';
import Glyph from './marks/Glyph.svelte';
import Hollow from './marks/Hollow.svelte';
import Stroke from './marks/Stroke.svelte';
import Words from './marks/Words.svelte';

type Look = Component<{ mark: Mark }>;

/** Each draws the marks of its kind only. */
export const looks: Readonly<Record<Mark['kind'], Look>> = {
  box: Box as Look,
  card: Card as Look,
  glyph: Glyph as Look,
  hollow: Hollow as Look,
  stroke: Stroke as Look,
  text: Words as Look,
};
